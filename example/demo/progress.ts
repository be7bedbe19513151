import { dim, green, red } from "./paint"

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const FRAME_MS = 80
const NAME_WIDTH = 28

/** What is being prepared, one line per step; a terminal sees the running step move. */
export class Progress {
  private step: { name: string; since: number } | undefined
  private ticker: NodeJS.Timeout | undefined
  private frame = 0

  /** Ends the step before, if there is one, and begins the next. */
  begin(name: string): void {
    this.done()
    this.step = { name, since: performance.now() }
    if (!process.stdout.isTTY) return
    this.ticker = setInterval(() => this.draw(), FRAME_MS)
    this.draw()
  }

  done(): void {
    this.end(green("✓"))
  }

  failed(): void {
    this.end(red("✗"))
  }

  private draw(): void {
    this.frame = (this.frame + 1) % FRAMES.length
    process.stdout.write(`\r  ${FRAMES[this.frame]} ${this.line()}`)
  }

  private end(mark: string): void {
    if (!this.step) return
    clearInterval(this.ticker)
    process.stdout.write(`${process.stdout.isTTY ? "\r" : ""}  ${mark} ${this.line()}\n`)
    this.step = undefined
  }

  private line(): string {
    if (!this.step) return ""
    const seconds = (performance.now() - this.step.since) / 1000
    return `${this.step.name.padEnd(NAME_WIDTH)} ${dim(`${seconds.toFixed(1)} s`.padStart(7))}`
  }
}
