/** What PayBy's script for frames leaves at `window.PayBy`, of what is used here. */
export interface FrameMaker {
  /** Puts PayBy's page into an element of this page, in a frame. */
  createIframe(options: {
    /** Of the element the frame goes into. */
    id: string
    lang: "en" | "ar"
    tokenUrl: string
    /** Told when a payment in the frame fails. */
    error: (message: unknown) => void
  }): void
}

declare global {
  interface Window {
    PayBy?: FrameMaker
  }
}

/** Where PayBy publishes its script ("iFrame Paypage"). */
export const FRAME_SCRIPT = "https://checkout.payby.com/sdk/payby-sdk.umd.js"

const loading = new Map<string, Promise<FrameMaker>>()

/** Loads PayBy's script for frames, once per page. Rejects where that cannot be done; the next call tries again. */
export function loadFrameMaker(address: string = FRAME_SCRIPT): Promise<FrameMaker> {
  const before = loading.get(address)
  if (before) return before
  const loaded = new Promise<FrameMaker>((done, fail) => {
    const script = document.createElement("script")
    script.src = address
    script.async = true
    script.onload = () => {
      if (window.PayBy) done(window.PayBy)
      else fail(new Error("PayBy's script for frames is not what it was"))
    }
    script.onerror = () => fail(new Error("PayBy's script for frames could not be loaded"))
    document.head.append(script)
  })
  loading.set(address, loaded)
  loaded.catch(() => loading.delete(address))
  return loaded
}
