/** A row as it lies in memory. */
export type Row = Record<string, unknown>

/** An expression, ready to be evaluated for a row. Conditions are true, false, or null: unknown. */
export type Expression = (row: Row, given: Given) => unknown

/** What stands for `?` and `:name` in an expression. */
export type Given = readonly unknown[] | Readonly<Record<string, unknown>>

const TOKEN = /\s*(::\w+|:\w+|'[^']*'|\d+|<>|<=|>=|\|\||[=<>(),?+]|\w+)/y

const parsed = new Map<string, Expression>()

/**
 * The little SQL that the ledger writes by hand, and its models in the conditions of their indexes.
 * What it does not know, it refuses: a condition that is silently true would prove nothing.
 *
 * @throws SyntaxError
 */
export function expression(sql: string): Expression {
  const known = parsed.get(sql)
  if (known !== undefined) return known
  const reader = new Reader(tokensOf(sql), sql)
  const read = reader.either()
  reader.end()
  parsed.set(sql, read)
  return read
}

/** How SQL compares: null with anything is null. */
export function compare(operator: string, a: unknown, b: unknown): boolean | null {
  if (isNull(a) || isNull(b)) return null
  const [left, right] = [comparable(a), comparable(b)]
  switch (operator) {
    case "=":
      return left === right
    case "<>":
      return left !== right
    case "<":
      return left < right
    case "<=":
      return left <= right
    case ">":
      return left > right
    case ">=":
      return left >= right
    default:
      throw new SyntaxError(`no such comparison: ${operator}`)
  }
}

/** `AND`, `OR` and `NOT` of conditions that may be unknown. */
export function both(a: unknown, b: unknown): boolean | null {
  if (a === false || b === false) return false
  return a === null || b === null ? null : true
}
export function eitherOf(a: unknown, b: unknown): boolean | null {
  if (a === true || b === true) return true
  return a === null || b === null ? null : false
}
export function not(a: unknown): boolean | null {
  return a === null ? null : a !== true
}

function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function comparable(value: unknown): string | number | boolean {
  if (value instanceof Date) return value.getTime()
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value
  }
  throw new SyntaxError(`cannot be compared: ${typeof value}`)
}

/** An object of type `jsonb`, which may be written as text. */
function json(value: unknown): object {
  const read: unknown = typeof value === "string" ? JSON.parse(value) : value
  if (typeof read !== "object" || read === null)
    throw new SyntaxError("not an object of type jsonb")
  return read
}

function tokensOf(sql: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < sql.trimEnd().length) {
    const token = TOKEN.exec(sql)?.[1]
    if (token === undefined) throw new SyntaxError(`not understood: ${sql}`)
    if (!token.startsWith("::")) tokens.push(token)
  }
  return tokens
}

class Reader {
  #at = 0
  #unnamed = 0

  constructor(
    private readonly tokens: readonly string[],
    private readonly sql: string,
  ) {}

  either(): Expression {
    let left = this.both()
    while (this.take("OR")) {
      const [a, b] = [left, this.both()]
      left = (row, given) => eitherOf(a(row, given), b(row, given))
    }
    return left
  }

  end(): void {
    if (this.#at < this.tokens.length) throw this.odd()
  }

  private both(): Expression {
    let left = this.negated()
    while (this.take("AND")) {
      const [a, b] = [left, this.negated()]
      left = (row, given) => both(a(row, given), b(row, given))
    }
    return left
  }

  private negated(): Expression {
    if (!this.take("NOT")) return this.comparison()
    const inner = this.negated()
    return (row, given) => not(inner(row, given))
  }

  private comparison(): Expression {
    const left = this.sum()
    if (this.take("IS")) return this.is(left)
    if (this.take("LIKE")) return this.like(left)
    if (this.take("IN")) return this.among(left)
    const operator = this.tokens[this.#at]
    if (operator === undefined || !/^(=|<>|<|<=|>|>=)$/.test(operator)) return left
    this.#at += 1
    const right = this.sum()
    return (row, given) => compare(operator, left(row, given), right(row, given))
  }

  private is(left: Expression): Expression {
    const negative = this.take("NOT")
    if (this.take("NULL")) return (row, given) => isNull(left(row, given)) !== negative
    this.demand("DISTINCT")
    this.demand("FROM")
    const right = this.sum()
    return (row, given) => {
      const [a, b] = [left(row, given), right(row, given)]
      const same = isNull(a) || isNull(b) ? isNull(a) && isNull(b) : compare("=", a, b) === true
      return negative ? same : !same
    }
  }

  private like(left: Expression): Expression {
    const pattern = this.sum()
    return (row, given) => {
      const [text, wanted] = [left(row, given), pattern(row, given)]
      if (typeof text !== "string" || typeof wanted !== "string") return null
      return new RegExp(`^${wanted.replaceAll("%", ".*")}$`).test(text)
    }
  }

  private among(left: Expression): Expression {
    const values = this.list()
    return (row, given) =>
      values
        .map((value) => compare("=", left(row, given), value(row, given)))
        .reduce<boolean | null>((found, one) => eitherOf(found, one), false)
  }

  private sum(): Expression {
    let left = this.atom()
    for (;;) {
      const a = left
      if (this.take("+")) {
        const b = this.atom()
        left = (row, given) => Number(a(row, given)) + Number(b(row, given))
      } else if (this.take("||")) {
        const b = this.atom()
        left = (row, given) => ({ ...json(a(row, given)), ...json(b(row, given)) })
      } else return left
    }
  }

  private atom(): Expression {
    const token = this.tokens[this.#at]
    if (token === undefined) throw this.odd()
    this.#at += 1
    if (token === "(") {
      const inner = this.either()
      this.demand(")")
      return inner
    }
    if (token === "?") {
      const at = this.#unnamed
      this.#unnamed += 1
      return (_row, given) => (Array.isArray(given) ? given[at] : undefined)
    }
    if (token.startsWith(":")) {
      return (_row, given) => Reflect.get(given, token.slice(1))
    }
    if (token.startsWith("'")) return () => token.slice(1, -1)
    if (/^\d+$/.test(token)) return () => Number(token)
    switch (token.toUpperCase()) {
      case "NULL":
        return () => null
      case "TRUE":
        return () => true
      case "FALSE":
        return () => false
      case "CASE":
        return this.cases()
      case "COALESCE":
        return this.firstKnown()
      case "LEAST":
        return this.extreme("<")
      case "GREATEST":
        return this.extreme(">")
      default:
        return (row) => row[token] ?? null
    }
  }

  private cases(): Expression {
    const branches: [Expression, Expression][] = []
    while (this.take("WHEN")) {
      const condition = this.either()
      this.demand("THEN")
      branches.push([condition, this.sum()])
    }
    const otherwise = this.take("ELSE") ? this.sum() : () => null
    this.demand("END")
    return (row, given) => {
      const branch = branches.find(([condition]) => condition(row, given) === true)
      return (branch?.[1] ?? otherwise)(row, given)
    }
  }

  private firstKnown(): Expression {
    const values = this.list()
    return (row, given) => {
      for (const value of values) {
        const known = value(row, given)
        if (!isNull(known)) return known
      }
      return null
    }
  }

  private extreme(operator: "<" | ">"): Expression {
    const values = this.list()
    return (row, given) =>
      values
        .map((value) => value(row, given))
        .filter((value) => !isNull(value))
        .reduce<unknown>((a, b) => (isNull(a) || compare(operator, b, a) === true ? b : a), null)
  }

  private list(): Expression[] {
    this.demand("(")
    const values = [this.sum()]
    while (this.take(",")) values.push(this.sum())
    this.demand(")")
    return values
  }

  private take(word: string): boolean {
    if (this.tokens[this.#at]?.toUpperCase() !== word) return false
    this.#at += 1
    return true
  }

  private demand(word: string): void {
    if (!this.take(word)) throw this.odd()
  }

  private odd(): SyntaxError {
    return new SyntaxError(`not understood at "${this.tokens[this.#at] ?? "its end"}": ${this.sql}`)
  }
}
