/** One statement as a client sends it: its text, and what is bound to it. */
export interface Statement {
  readonly sql: string
  readonly values: string
  /** What was said in the same transaction before. */
  readonly before: readonly Statement[]
}

/** A piece of what a client says; with the statement that it begins, where it begins one. */
export interface Piece {
  readonly bytes: Buffer
  readonly statement?: Statement
}

const PROTOCOL_3 = 196_608

/** Takes a client's side of PostgreSQL's protocol apart into messages, as far as statements go. */
export class FrontendMessages {
  #rest = Buffer.alloc(0)
  #started = false
  #parsed = new Map<string, string>()
  #transaction: Statement[] | undefined

  read(chunk: Buffer): Piece[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const pieces: Piece[] = []
    for (;;) {
      const head = this.#started ? 1 : 0
      if (this.#rest.length < head + 4) return pieces
      const length = head + this.#rest.readInt32BE(head)
      if (this.#rest.length < length) return pieces
      const bytes = this.#rest.subarray(0, length)
      this.#rest = this.#rest.subarray(length)
      pieces.push({ bytes, statement: this.#started ? this.#follow(bytes) : undefined })
      // Before the start-up message a client may ask for TLS, and is told no.
      if (!this.#started && bytes.readInt32BE(4) === PROTOCOL_3) this.#started = true
    }
  }

  #follow(message: Buffer): Statement | undefined {
    const said = this.#statementIn(message)
    if (said === undefined) return undefined
    const statement = { ...said, before: [...(this.#transaction ?? [])] }
    if (/^begin/i.test(said.sql)) this.#transaction = []
    else if (/^(commit|rollback;?$)/i.test(said.sql)) this.#transaction = undefined
    else this.#transaction?.push(statement)
    return statement
  }

  #statementIn(message: Buffer): Pick<Statement, "sql" | "values"> | undefined {
    const text = message.subarray(5)
    switch (String.fromCharCode(message[0] ?? 0)) {
      case "Q":
        // Some clients write the values into the statement.
        return { sql: upToZero(text, 0), values: upToZero(text, 0) }
      case "P": {
        const name = upToZero(text, 0)
        this.#parsed.set(name, upToZero(text, name.length + 1))
        return undefined
      }
      case "B": {
        const portal = upToZero(text, 0)
        const name = upToZero(text, portal.length + 1)
        return { sql: this.#parsed.get(name) ?? "", values: text.toString("utf8") }
      }
      default:
        return undefined
    }
  }
}

/** Whether a server's bytes end with "ready for query": everything it was asked is done. */
export function readsForQuery(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]))
}

function upToZero(bytes: Buffer, from: number): string {
  const end = bytes.indexOf(0, from)
  return bytes.toString("utf8", from, end < 0 ? bytes.length : end)
}
