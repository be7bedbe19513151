/**
 * What stands for PayBy's script for frames ("iFrame Paypage"): `PayBy.createIframe` puts the page behind
 * a pay link into an element. The real one is at https://checkout.payby.com/sdk/payby-sdk.umd.js.
 */
export const FRAME_SCRIPT = `window.PayBy = {
  createIframe({ id, lang, tokenUrl, error }) {
    const holder = document.getElementById(id)
    if (!holder) {
      if (error) error("There is no element " + id)
      return
    }
    const page = new URL(tokenUrl)
    page.searchParams.set("lang", lang === "ar" ? "ar" : "en")
    const frame = document.createElement("iframe")
    frame.src = page.href
    frame.style.cssText = "width:100%;height:100%;border:0"
    holder.replaceChildren(frame)
  },
}
`

/** Where it is, below the simulator's address; as on PayBy's host. */
export const FRAME_SCRIPT_PATH = "/sdk/payby-sdk.umd.js"
