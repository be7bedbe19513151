import type { Simulator } from "../simulator"
import { readSettings } from "./read-settings"
import { get, post, type Route } from "./route"
import { demandShape, optional } from "./shapes"

const number = optional((value) => typeof value === "number" && Number.isFinite(value))

/** Time, behaviour, and a fresh start. */
export function timeRoutes(simulator: Simulator): Route[] {
  return [
    post(
      "/time",
      '{ "advanceMs"?, "timeScale"?, "skewMs"? }: story time passes at once, goes faster; the clock goes wrong',
      async ({ body }) => {
        demandShape(body, { advanceMs: number, timeScale: number, skewMs: number })
        if (typeof body.timeScale === "number") simulator.timeScale = body.timeScale
        if (typeof body.skewMs === "number") simulator.skewClock(body.skewMs)
        if (typeof body.advanceMs === "number") await simulator.advance(body.advanceMs)
        return { timeScale: simulator.timeScale }
      },
    ),
    get("/settings", "how this PayBy behaves", () => simulator.settings()),
    {
      method: "PATCH",
      path: "/settings",
      what: "changes some of the settings",
      run: ({ body }) => {
        simulator.configure(readSettings(body))
        return simulator.settings()
      },
    },
    post("/reset", "forgets everything but address and keys", () => {
      simulator.reset()
      return {}
    }),
  ]
}
