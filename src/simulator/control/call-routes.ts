import { isCallName, PATHS } from "../calls"
import type { Simulator } from "../simulator"
import { readCallFault } from "./read-faults"
import { get, post, remove, type Route } from "./route"

/** Which calls came, and what will go wrong with the next ones. */
export function callRoutes(simulator: Simulator): Route[] {
  const { faults } = simulator
  const names = Object.values(PATHS).join(", ")
  return [
    get("/calls", "calls received (?path= ?call= ?merchantOrderNo= ?since=)", ({ query }) => {
      const call = query.get("call") ?? ""
      const since = query.get("since")
      return simulator.calls({
        path: query.get("path") ?? undefined,
        call: isCallName(call) ? call : undefined,
        merchantOrderNo: query.get("merchantOrderNo") ?? undefined,
        since: since === null ? undefined : Number(since),
      })
    }),
    get("/faults", "call faults that are waiting", () => faults.pending()),
    post(
      "/faults",
      '{ "call": "*" or a name, "merchantOrderNo"?, "times"?, "skip"?, "fault": { "kind": … } }; ' +
        `calls: ${names}`,
      ({ body }) => {
        faults.add(readCallFault(body))
        return faults.pending()
      },
    ),
    remove("/faults", "no call faults any more", () => {
      faults.clear()
      return faults.pending()
    }),
  ]
}
