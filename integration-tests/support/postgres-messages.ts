/** One statement as a client sends it: its text, and what is bound to it. */
export interface Statement {
  readonly sql: string
  readonly values: string
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
      pieces.push({ bytes, statement: this.#started ? this.#statementIn(bytes) : undefined })
      // Before the start-up message a client may ask for TLS, and is told no.
      if (!this.#started && bytes.readInt32BE(4) === PROTOCOL_3) this.#started = true
    }
  }

  #statementIn(message: Buffer): Statement | undefined {
    const text = message.subarray(5)
    switch (String.fromCharCode(message[0] ?? 0)) {
      case "Q":
        return { sql: upToZero(text, 0), values: "" }
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
