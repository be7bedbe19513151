import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MemoryTable } from "./memory-tables"
import type { Turn } from "./stage"
import { standingFor } from "./standing-for"
import { both, compare, eitherOf, expression, not } from "./sql-expression"
import type { Given, Row } from "./sql-expression"

/** The ledger's database, in memory: what survives a crash of the store. */
export class MemoryPg {
  readonly tables = {
    payby_order: new MemoryTable("payby_order"),
    payby_notification: new MemoryTable("payby_notification"),
    payby_refund: new MemoryTable("payby_refund"),
    payby_completion: new MemoryTable("payby_completion"),
  }

  /** A connection, as one process has it: each statement waits for its turn, and each transaction as a whole. */
  connection(before: Turn): Knex {
    return knexOver(this, before)
  }

  table(name: string): MemoryTable {
    const table: MemoryTable | undefined = Reflect.get(this.tables, name)
    if (table === undefined) throw new Error(`there is no table ${name}`)
    return table
  }

  /**
   * All or nothing, and nothing between: every transaction of the ledger locks the order's row first,
   * so that Postgres lets no other see a half of it either.
   */
  async atomically<T>(work: () => Promise<T>): Promise<T> {
    const tables = Object.values(this.tables)
    const snapshot = tables.map((table) => table.rows)
    try {
      return await work()
    } catch (error) {
      tables.forEach((table, i) => (table.rows = snapshot[i] ?? []))
      throw error
    }
  }
}

/** A piece of SQL written by hand. */
class Raw {
  constructor(
    readonly sql: string,
    readonly given: Given,
  ) {}
  of(row: Row): unknown {
    return expression(this.sql)(row, this.given)
  }
}

type Condition = (row: Row) => unknown

/** The few methods of Knex's query builder that the ledger uses, by their names there. */
class Statement implements PromiseLike<unknown> {
  private condition: Condition | null = null
  private action: "select" | "update" | "insert" | "delete" = "select"
  private values: Row = {}
  private news: readonly Row[] = []
  private sorting: { column: string; down: boolean } | null = null
  private most = Infinity
  private onlyFirst = false
  private conflict: { readonly on: string; readonly isMerged: boolean } | null = null
  private returns = false

  constructor(
    private readonly pg: MemoryPg,
    private readonly before: Turn,
    private readonly name: string,
  ) {}

  where(...args: unknown[]): this {
    return this.narrow(conditionOf(args), both)
  }
  orWhere(...args: unknown[]): this {
    return this.narrow(conditionOf(args), eitherOf)
  }
  whereNot(...args: unknown[]): this {
    const condition = conditionOf(args)
    return this.narrow((row) => not(condition(row)), both)
  }
  whereNull(column: string): this {
    return this.narrow((row) => (row[column] ?? null) === null, both)
  }
  whereNotNull(column: string): this {
    return this.narrow((row) => (row[column] ?? null) !== null, both)
  }
  orWhereNull(column: string): this {
    return this.narrow((row) => (row[column] ?? null) === null, eitherOf)
  }
  whereIn(column: string, values: readonly unknown[] | Chosen): this {
    return this.narrow((row) => isAmong(row[column], listOf(values)), both)
  }
  whereNotIn(column: string, values: readonly unknown[]): this {
    return this.narrow((row) => not(isAmong(row[column], values)), both)
  }
  orWhereNotIn(column: string, values: readonly unknown[]): this {
    return this.narrow((row) => not(isAmong(row[column], values)), eitherOf)
  }
  whereRaw(sql: string, given: Given = []): this {
    const read = expression(sql)
    return this.narrow((row) => read(row, given), both)
  }
  modify(change: (statement: this) => void): this {
    change(this)
    return this
  }
  select(): this {
    return this
  }
  first(): this {
    this.onlyFirst = true
    return this
  }
  orderBy(column: string, direction = "asc"): this {
    this.sorting ??= { column, down: direction === "desc" }
    return this
  }
  limit(count: number): this {
    this.most = count
    return this
  }
  /** Nobody else is at the rows while a statement or a transaction is at work. */
  forUpdate(): this {
    return this
  }
  skipLocked(): this {
    return this
  }
  update(values: Row): this {
    this.action = "update"
    this.values = values
    return this
  }
  insert(values: Row | readonly Row[]): this {
    this.action = "insert"
    this.news = [values].flat()
    return this
  }
  delete(): this {
    this.action = "delete"
    return this
  }
  onConflict(on: string): { ignore: () => Statement; merge: () => Statement } {
    const settledBy = (isMerged: boolean) => () => {
      this.conflict = { on, isMerged }
      return this
    }
    return { ignore: settledBy(false), merge: settledBy(true) }
  }
  returning(): this {
    this.returns = true
    return this
  }

  then<A, B>(
    done?: ((value: unknown) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.before(`${this.action} ${this.name}`)
      .then(() => this.run())
      .then(done, failed)
  }

  /** Carries it out, at once and as a whole. */
  run(): unknown {
    const table = this.pg.table(this.name)
    if (this.action === "insert") return this.insertInto(table)
    const found = this.chosen()
    if (this.action === "select") return this.onlyFirst ? found[0] : found
    if (this.action === "delete") return table.remove(found)
    const changed = found.map((row) => table.replace(row, valuesFor(row, this.values)))
    return this.returns ? changed : changed.length
  }

  /** Whether it speaks of this row. */
  holds(row: Row): unknown {
    return this.condition === null ? true : this.condition(row)
  }

  /** The rows it speaks of. */
  chosen(): Row[] {
    const rows = this.pg.table(this.name).rows.filter((row) => this.holds(row) === true)
    const order = this.sorting
    if (order !== null) {
      const sign = order.down ? -1 : 1
      rows.sort((a, b) => sign * (Number(a[order.column]) - Number(b[order.column])))
    }
    return rows.slice(0, this.most)
  }

  private insertInto(table: MemoryTable): Row[] {
    const { on, isMerged } = this.conflict ?? {}
    return this.news.flatMap((values) => {
      const there = table.rows.find((row) => on !== undefined && row[on] === values[on])
      if (there === undefined) return [table.insert(valuesFor({}, values))]
      if (!isMerged || this.holds(there) !== true) return []
      return [table.replace(there, valuesFor(there, values))]
    })
  }

  private narrow(condition: Condition, how: typeof both): this {
    const before = this.condition
    this.condition = before === null ? condition : (row) => how(before(row), condition(row))
    return this
  }
}

/** `select("id").from("due")`: the ids of rows that another statement chose. */
class Chosen {
  constructor(readonly due: Statement) {}
}

function knexOver(pg: MemoryPg, before: Turn): Knex {
  const at = (pause: Turn) => {
    const table = (name: string) => new Statement(pg, pause, name)
    return Object.assign(table, {
      raw: (sql: string, given: Given = []) => new Raw(sql, given),
      transaction: <T>(work: (trx: unknown) => Promise<T>) =>
        before("transaction").then(() => pg.atomically(() => work(at(() => Promise.resolve())))),
      // The one shape in which the ledger takes rows: a materialised list, then an update of those in it.
      withMaterialized: (_name: string, due: Statement) => ({
        from: (name: string) => ({
          whereIn: (column: string) => table(name).whereIn(column, new Chosen(due)),
        }),
      }),
      select: () => ({ from: () => null }),
    })
  }
  return standingFor<Knex>(at(before))
}

function conditionOf(args: unknown[]): Condition {
  const [first, second, third] = args
  if (isGroup(first)) return grouped(first)
  if (typeof first === "string") {
    const operator = args.length === 3 ? String(second) : "="
    const value = args.length === 3 ? third : second
    const column = first.replace(/^\w+\./, "")
    return (row) => compare(operator, row[column], value)
  }
  const wanted = Object.entries(Object(first))
  return (row) =>
    wanted
      .map(([column, value]) =>
        value === null ? (row[column] ?? null) === null : compare("=", row[column], value),
      )
      .reduce<boolean | null>((all, one) => both(all, one), true)
}

function isGroup(thing: unknown): thing is (statement: Statement) => void {
  return typeof thing === "function"
}

const NOWHERE = new MemoryPg()

/** Conditions in brackets. */
function grouped(write: (statement: Statement) => void): Condition {
  const statement = new Statement(NOWHERE, () => Promise.resolve(), "in brackets")
  write(statement)
  return (row) => statement.holds(row)
}

function isAmong(value: unknown, values: readonly unknown[]): boolean | null {
  return values
    .map((one) => compare("=", value, one))
    .reduce<boolean | null>((found, one) => eitherOf(found, one), false)
}

function listOf(values: readonly unknown[] | Chosen): readonly unknown[] {
  return values instanceof Chosen ? values.due.chosen().map((row) => row["id"]) : values
}

function valuesFor(row: Row, values: Row): Row {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [column, value instanceof Raw ? value.of(row) : value]),
  )
}
