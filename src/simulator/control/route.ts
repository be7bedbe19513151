import type { JsonObject } from "../json"

/** One thing the control API can do. `:no` in the path is an order, refund or notification number. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  readonly path: string
  readonly what: string
  readonly run: (request: ControlRequest) => unknown
}

export interface ControlRequest {
  readonly no: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

/** Text in a body that was checked already. */
export function textIn(value: JsonObject[string]): string | undefined {
  return typeof value === "string" ? value : undefined
}

export function get(path: string, what: string, run: Route["run"]): Route {
  return { method: "GET", path, what, run }
}

export function post(path: string, what: string, run: Route["run"]): Route {
  return { method: "POST", path, what, run }
}

export function remove(path: string, what: string, run: Route["run"]): Route {
  return { method: "DELETE", path, what, run }
}
