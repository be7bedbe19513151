import { startSimulator, type Simulator } from "../src/simulator"

/** Starts a simulated PayBy and points the store that is booted next in this process at it. */
export async function startOwnPayBy(): Promise<Simulator> {
  const simulator = await startSimulator()
  Object.assign(process.env, {
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
  })
  return simulator
}
