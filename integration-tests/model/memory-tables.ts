import { PayByCompletion } from "../../src/modules/payby/models/payby-completion"
import { PayByNotification } from "../../src/modules/payby/models/payby-notification"
import { PayByOrder } from "../../src/modules/payby/models/payby-order"
import { PayByRefund } from "../../src/modules/payby/models/payby-refund"
import { standingFor } from "./standing-for"
import { expression } from "./sql-expression"
import type { Row } from "./sql-expression"

const MODELS = {
  payby_order: PayByOrder,
  payby_notification: PayByNotification,
  payby_refund: PayByRefund,
  payby_completion: PayByCompletion,
}

interface Unique {
  readonly name: string
  readonly on: readonly string[]
  readonly holds: (row: Row) => boolean
}

interface Shape {
  readonly columns: ReadonlySet<string>
  readonly blank: Row
  readonly uniques: readonly Unique[]
}

/** What the models say of their tables: columns, defaults, and which rows may not stand beside each other. */
const SHAPES: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(MODELS).map(([table, model]) => [table, shapeOf(model)]),
)

/** One of the ledger's tables. Rows are never changed but replaced, so that a copy of the list is a snapshot. */
export class MemoryTable {
  rows: readonly Row[] = []
  private readonly shape: Shape

  constructor(readonly name: string) {
    const shape = SHAPES[name]
    if (shape === undefined) throw new Error(`there is no table ${name}`)
    this.shape = shape
  }

  /** @throws what Postgres throws when a unique index would be broken */
  insert(values: Row): Row {
    this.demandColumns(values)
    const row = { ...this.shape.blank, ...values }
    this.demandUnique(row, this.rows)
    this.rows = [...this.rows, row]
    return row
  }

  /** @throws as {@link insert} */
  replace(before: Row, values: Row): Row {
    this.demandColumns(values)
    const row = { ...before, ...values }
    this.demandUnique(
      row,
      this.rows.filter((other) => other !== before),
    )
    this.rows = this.rows.map((other) => (other === before ? row : other))
    return row
  }

  /** How many there were. */
  remove(gone: readonly Row[]): number {
    this.rows = this.rows.filter((row) => !gone.includes(row))
    return gone.length
  }

  private demandColumns(values: Row): void {
    const unknown = Object.keys(values).filter((column) => !this.shape.columns.has(column))
    if (unknown.length > 0) throw new Error(`${this.name} has no column ${unknown.join(", ")}`)
  }

  private demandUnique(row: Row, others: readonly Row[]): void {
    for (const unique of this.shape.uniques) {
      if (!unique.holds(row)) continue
      const twin = others.some(
        (other) =>
          unique.on.every((column) => other[column] === row[column]) && unique.holds(other),
      )
      if (twin) throw new UniqueViolation(unique.name)
    }
  }
}

/** As `pg` tells of it. */
class UniqueViolation extends Error {
  readonly code = "23505"
  constructor(readonly constraint: string) {
    super(`duplicate key value violates unique constraint "${constraint}"`)
  }
}

interface ParsedModel {
  readonly schema: Readonly<Record<string, Column>>
  readonly indexes: readonly { name: string; on: string[]; unique?: boolean; where?: string }[]
}

interface Column {
  parse(name: string): { dataType?: { name: string }; defaultValue?: unknown }
}

function shapeOf(model: unknown): Shape {
  const { schema, indexes } = standingFor<{ parse(): ParsedModel }>(model).parse()
  const blank: Row = Object.fromEntries(
    Object.entries(schema).flatMap(([name, column]) => {
      const { dataType, defaultValue } = column.parse(name)
      const itself = [name, defaultValue ?? null]
      return dataType?.name === "bigNumber" ? [itself, [`raw_${name}`, null]] : [itself]
    }),
  )
  return {
    blank,
    columns: new Set(Object.keys(blank)),
    uniques: indexes
      .filter((index) => index.unique)
      .map(({ name, on, where }) => {
        const condition = where ? expression(where) : () => true
        return { name, on, holds: (row) => condition(row, []) === true }
      }),
  }
}
