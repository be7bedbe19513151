/** PayBy's page, open in front of the shopper. */
export interface PayPage {
  /** Submits the form that pays. Does not follow the way back to the shop. */
  pay(): Promise<void>
}

/** Opens a pay link as a browser would. */
export async function openPayPage(link: string): Promise<PayPage> {
  const page = await fetch(link)
  const action = payForm(await page.text())
  if (!action) throw new Error("PayBy's page offers no way to pay")
  return {
    async pay() {
      const paid = await fetch(new URL(action, link), {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        redirect: "manual",
      })
      if (paid.status >= 400) throw new Error(`PayBy's page answered ${paid.status} to the payment`)
    },
  }
}

function payForm(html: string): string | undefined {
  const forms = html.matchAll(/<form[^>]*\saction="([^"]+)"/g)
  const actions = [...forms].map(([, action = ""]) => action.replaceAll("&amp;", "&"))
  return actions.find((action) => /\/pay(\?|$)/.test(action))
}
