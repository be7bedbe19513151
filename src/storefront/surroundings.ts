/** Time and the tab, as waiting needs them. A test brings its own. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `then` once after `ms`; the function returned takes that back. */
  after(ms: number, then: () => void): () => void
  /**
   * Calls `listener` whenever it is worth looking again at once: the tab is looked at after it was
   * not, the page comes back from the browser's cache, the network is there again. The function
   * returned ends that.
   */
  onWake(listener: () => void): () => void
}

/** The browser's time and tab; on a server only the time. */
export const browser: Surroundings = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  onWake(listener) {
    if (typeof document === "undefined") return () => undefined
    const seen = () => {
      if (document.visibilityState === "visible") listener()
    }
    document.addEventListener("visibilitychange", seen)
    window.addEventListener("pageshow", seen)
    window.addEventListener("online", listener)
    return () => {
      document.removeEventListener("visibilitychange", seen)
      window.removeEventListener("pageshow", seen)
      window.removeEventListener("online", listener)
    }
  },
}

/** Waits so many milliseconds, or less when the tab wakes up or the signal says that it is enough. */
export function pause(around: Surroundings, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) return done()
    const end = () => {
      cancel()
      forget()
      signal?.removeEventListener("abort", end)
      done()
    }
    const cancel = around.after(ms, end)
    const forget = around.onWake(end)
    signal?.addEventListener("abort", end)
  })
}

/** What a piece of work came to, and whether it was cut short. */
export interface Cut<T> {
  readonly value: T
  /** `woken`: the tab woke up, so that the same work is worth doing again at once. */
  readonly cut: "late" | "woken" | null
}

/**
 * Gives `work` a signal that ends it after `ms`, when the caller's own signal says so, or when the tab
 * wakes up: a connection that slept along with the machine is often dead without saying so.
 */
export async function within<T>(
  around: Surroundings,
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Cut<T>> {
  const over = new AbortController()
  let cut: Cut<T>["cut"] = null
  const end = (why: Cut<T>["cut"]) => {
    cut ??= why
    over.abort()
  }
  const cancel = around.after(ms, () => end("late"))
  const forget = around.onWake(() => end("woken"))
  const stop = () => over.abort()
  signal?.addEventListener("abort", stop)
  if (signal?.aborted) stop()
  try {
    return { value: await work(over.signal), cut }
  } finally {
    cancel()
    forget()
    signal?.removeEventListener("abort", stop)
  }
}
