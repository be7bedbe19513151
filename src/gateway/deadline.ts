/** The end of a whole story: connecting, sending, a repeat, and the last byte of the answer. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Starts the clock again with another length, for an answer that may take longer than a call. */
  extend(ms: number): void
  /** The story is over; nothing will be aborted any more. */
  end(): void
}

/** Why a story was ended from our side. */
export type EndedBy = "deadline" | "closed"

/** An absolute deadline. axios's own `timeout` starts anew with every byte, so a dripping answer never ends it. */
export function startDeadline(ms: number, closing: AbortSignal): Deadline {
  const controller = new AbortController()
  const abort = (by: EndedBy) => {
    closing.removeEventListener("abort", onClosing)
    controller.abort(by)
  }
  const onClosing = () => abort("closed")
  let timer = setTimeout(abort, ms, "deadline")

  if (closing.aborted) onClosing()
  else closing.addEventListener("abort", onClosing, { once: true })

  return {
    signal: controller.signal,
    extend(longer) {
      clearTimeout(timer)
      timer = setTimeout(abort, longer, "deadline").unref()
    },
    end() {
      clearTimeout(timer)
      closing.removeEventListener("abort", onClosing)
    },
  }
}

/** Null while nobody on our side has ended the story. */
export function endedBy(signal: AbortSignal): EndedBy | null {
  if (!signal.aborted) return null
  return signal.reason === "closed" ? "closed" : "deadline"
}
