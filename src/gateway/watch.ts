import { request as plainRequest, type ClientRequest, type IncomingMessage } from "node:http"
import { request as secureRequest, type RequestOptions } from "node:https"
import type { Socket } from "node:net"

/** Sees what an HTTP library does not report: whether our bytes may have left, and whether an answer had begun. */
export class Watch {
  #socket: Socket | undefined
  #readBefore = 0
  #connected = false
  #reused = false

  /** Once true, PayBy may have our request, whatever happens next. */
  get mayHaveLeft(): boolean {
    return this.#connected
  }

  /** The connection had served an earlier request and was waiting in the pool. */
  get reused(): boolean {
    return this.#reused
  }

  get answerBegan(): boolean {
    return this.#socket !== undefined && this.#socket.bytesRead > this.#readBefore
  }

  /** Stands where axios would otherwise call node:http or node:https itself. */
  transport(secure: boolean) {
    return {
      request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void) => {
        const request = secure
          ? secureRequest(options, onResponse)
          : plainRequest(options, onResponse)
        request.once("socket", (socket) => this.#follow(request, socket, secure))
        return request
      },
    }
  }

  #follow(request: ClientRequest, socket: Socket, secure: boolean): void {
    this.#socket = socket
    this.#readBefore = socket.bytesRead
    this.#reused = request.reusedSocket
    // Node holds our bytes back until the connection, and with TLS the handshake, is complete.
    if (socket.connecting) {
      socket.once(secure ? "secureConnect" : "connect", () => (this.#connected = true))
    } else {
      this.#connected = true
    }
  }
}
