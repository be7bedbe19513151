import type { KeyObject } from "node:crypto"

import {
  type KeyPair,
  newKeyPair,
  privatePem,
  publicPem,
  readPrivateKey,
  readPublicKey,
} from "./keys"
import type { SimulatorOptions } from "./settings"

/** The keys on PayBy's side of the wire. */
export interface Keyring {
  readonly merchantKey: KeyObject
  /** PEM, when the merchant's private half is known here. */
  readonly merchantPrivateKey: string | undefined
  /** What a forger would sign with. */
  readonly strangersKey: KeyObject
  paybyKey(): KeyObject
  paybyPublicKey(): string
  /** From now on PayBy signs with a new key; answers with its public half, PEM. */
  rotate(): Promise<string>
}

export async function keyringOf(options: SimulatorOptions): Promise<Keyring> {
  const [merchant, generated, stranger] = await Promise.all([
    merchantHalves(options),
    options.paybyPrivateKey === undefined ? newKeyPair() : undefined,
    newKeyPair(),
  ])
  let paybyKey = generated?.privateKey ?? readPrivateKey(options.paybyPrivateKey ?? "")
  return {
    merchantKey: merchant.publicKey,
    merchantPrivateKey: merchant.privateKey && privatePem(merchant.privateKey),
    strangersKey: stranger.privateKey,
    paybyKey: () => paybyKey,
    paybyPublicKey: () => publicPem(paybyKey),
    rotate: async () => {
      paybyKey = (await newKeyPair()).privateKey
      return publicPem(paybyKey)
    },
  }
}

async function merchantHalves({
  merchantPublicKey,
  merchantKeys,
}: SimulatorOptions): Promise<Pick<KeyPair, "publicKey"> & Partial<KeyPair>> {
  if (merchantKeys) {
    return {
      publicKey: readPublicKey(merchantKeys.publicKey),
      privateKey: readPrivateKey(merchantKeys.privateKey),
    }
  }
  if (merchantPublicKey !== undefined) return { publicKey: readPublicKey(merchantPublicKey) }
  return newKeyPair()
}
