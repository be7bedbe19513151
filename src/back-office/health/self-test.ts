import { randomBytes } from "node:crypto"
import type { PayBySettings } from "../../modules/payby/options"

/** The header by which the store's own notification route knows that it is tested by the store itself. */
export const SELF_TEST_HEADER = "payby-self-test"

type Keys = Pick<PayBySettings, "privateKey">

/** A notification that is none, and our own signature over its bytes. */
export interface SelfTest {
  readonly bytes: Buffer
  readonly signature: string
}

/**
 * What any parser or proxy that touches a body would change: a number with zeros at its end, blanks, escapes
 * beside the letters they stand for. PayBy signs such bytes, and so do we, with our own key: as long as our
 * signature holds over what arrives, PayBy's would.
 */
export function selfTest(keys: Keys): SelfTest {
  const nonce = randomBytes(16).toString("hex")
  const text = `{"self_test":"${nonce}" , "amount":200.00,"text":"caf\\u00e9 é \u062F\u0631\u0647\u0645\\/ ","amount":0.10}\n`
  const bytes = Buffer.from(text, "utf8")
  return { bytes, signature: keys.privateKey.sign(bytes) }
}

/** Whether these bytes are a test of ours and came as they left. It proves nothing else and changes nothing. */
export function isSelfTest(keys: Keys, bytes: Buffer, signature: string | undefined): boolean {
  if (signature === undefined || signature.length > 2_048) return false
  return keys.privateKey.publicKey.verify(bytes, Buffer.from(signature, "base64"))
}
