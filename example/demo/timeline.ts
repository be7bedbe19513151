import { blue, cyan, dim, green, magenta } from "./paint"

/** Who acts in the story. */
export type Actor = "shopper" | "store" | "PayBy" | "Medusa"

const COLOURS: Readonly<Record<Actor, (text: string) => string>> = {
  shopper: cyan,
  store: blue,
  PayBy: magenta,
  Medusa: green,
}
const ACT_WIDTH = 40

/** Prints what happens, with the seconds since the story began. */
export class Timeline {
  private readonly began = Date.now()

  /** @param at epoch milliseconds; now, when it is not given */
  tell(actor: Actor, act: string, detail = "", at: number = Date.now()): void {
    const seconds = Math.max(0, at - this.began) / 1000
    const line = [
      dim(`${seconds.toFixed(2)} s`.padStart(9)),
      COLOURS[actor](actor.padEnd(8)),
      detail ? `${act.padEnd(ACT_WIDTH)} ${dim(detail)}` : act,
    ]
    process.stdout.write(`${line.join("  ")}\n`)
  }
}
