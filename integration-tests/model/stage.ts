/** Chooses among so many possibilities: 0 is the first. */
export type Choose = (possibilities: number) => number

/** One process of the store. What a dead one was about to do never happens, and nobody hears of it. */
export class Process {
  alive = true
}

/** Asks for the next step, which is what it says. */
export type Turn = (what: string) => Promise<void>

interface Waiting {
  readonly process: Process
  readonly what: string
  readonly go: () => void
}

/** Lets microtasks run out. Jest's fake timers leave `setImmediate` alone. */
const breath = () => new Promise<void>((done) => setImmediate(done))

/** More would be a circle. */
const MOST_STEPS = 40_000

/**
 * Where everything happens, one step at a time: whatever runs at the same moment asks before each of its
 * steps, and one of those who ask is chosen. Between any two steps the process may die. Time passes only
 * when nobody has anything to do (jest's fake timers are the clock), so a history takes as long as its
 * steps do, and the same choices make the same history.
 */
export class Stage {
  private waiting: Waiting[] = []
  private tasks = new Set<{ process: Process }>()
  private hurried = false
  /** How many steps were made; and which, when somebody wants to know. */
  steps = 0
  readonly diary: string[] = []
  /** What went wrong where nobody waited for it. */
  readonly accidents: unknown[] = []

  constructor(
    private readonly choose: Choose,
    private readonly keepsDiary: boolean,
  ) {}

  /** Asks for a turn. The next step belongs to whoever asked. */
  turn(process: Process, what: string): Promise<void> {
    this.steps += 1
    if (this.steps > MOST_STEPS) throw new Error("the history does not come to its end")
    if (!process.alive) return new Promise(() => undefined)
    // Whoever is alone need not wait for a choice.
    if (this.hurried && this.tasks.size <= 1) {
      this.note(what)
      return Promise.resolve()
    }
    return new Promise((go) => this.waiting.push({ process, what, go }))
  }

  note(what: string): void {
    if (this.keepsDiary) this.diary.push(`${Date.now() / 1_000} ${what}`)
  }

  /** Begins something that runs beside everything else, and dies with its process. */
  begin(process: Process, work: () => Promise<unknown>): void {
    const task = { process }
    this.tasks.add(task)
    void work()
      .catch((error: unknown) => this.accidents.push(error))
      .finally(() => this.tasks.delete(task))
  }

  /** Lets so many steps happen, or all until only time can bring more. */
  async happen(steps = Infinity): Promise<void> {
    this.hurried = steps === Infinity
    for (let left = steps; left > 0; left -= 1) {
      await breath()
      if (this.waiting.length === 0) break
      const [next] = this.waiting.splice(this.choose(this.waiting.length), 1)
      if (next === undefined) break
      this.note(next.what)
      next.go()
    }
    this.hurried = false
  }

  /** The process dies between two steps. */
  kill(process: Process): void {
    process.alive = false
    this.waiting = this.waiting.filter((one) => one.process !== process)
    for (const task of this.tasks) if (task.process === process) this.tasks.delete(task)
  }

  /** Lets time pass, with everything that falls due meanwhile in its order. `before` each leap. */
  async pass(ms: number, before: () => void): Promise<void> {
    const endAt = Date.now() + ms
    const end = setTimeout(() => undefined, ms)
    await this.happen()
    for (;;) {
      before()
      if (Date.now() >= endAt) break
      jest.advanceTimersToNextTimer()
      await this.happen()
    }
    clearTimeout(end)
  }
}
