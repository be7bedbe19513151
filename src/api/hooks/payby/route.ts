import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isSelfTest, SELF_TEST_HEADER } from "../../../back-office"
import { contextOf, receiveNotification } from "../../../settlement"
import { bodyOf } from "./body-of"
import { headerOf, signatureOf } from "./signature-of"

/**
 * Where PayBy notifies. 200 only after the notification's row is committed; anything else makes PayBy
 * repeat it (seven times within 24 h 22 min): 401 for a signature that does not hold, 400 for a body
 * that is none, 413 for one too large, 500 when it could not be stored.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ctx = contextOf(req.scope)
  const body = await bodyOf(req)
  if (!body.ok) {
    res.status(body.status).json({ response: "FAIL" })
    return
  }
  if (isSelfTest(ctx.payby.settings, body.bytes, headerOf(req, SELF_TEST_HEADER))) {
    res.status(200).json({ response: "SELF-TEST", instance: ctx.payby.monitor.instanceId })
    return
  }
  const receipt = await receiveNotification(ctx, body.bytes, signatureOf(req)).catch((error) => {
    const reason = error instanceof Error ? error.name : "unknown error"
    ctx.payby.logger.error(`PayBy notification could not be stored: ${reason}`)
    return "not-stored" as const
  })
  switch (receipt) {
    case "stored":
      if (ctx.payby.settings.acknowledge === "text")
        res.status(200).type("text/plain").send("SUCCESS")
      else res.status(200).json({ response: "SUCCESS" })
      return
    case "bad-signature":
      res.status(401).json({ response: "FAIL" })
      return
    case "malformed":
      res.status(400).json({ response: "FAIL" })
      return
    case "not-stored":
      res.status(500).json({ response: "FAIL" })
  }
}
