import { after, START } from "./order.test-support"
import { SceneGrants } from "./scene-grants"

it("does not try what PayBy has refused for ten minutes, and then again", () => {
  const grants = new SceneGrants()
  expect(grants.mayBeGranted("DYNQR", START)).toBe(true)
  grants.refused("DYNQR", START)
  expect(grants.mayBeGranted("DYNQR", after(599_999))).toBe(false)
  expect(grants.mayBeGranted("DYNQR", after(600_000))).toBe(true)
})

it("thinks no worse of other scenes and wallets", () => {
  const grants = new SceneGrants()
  grants.refused("EWALLET ALIPAYPLUS", START)
  expect(grants.mayBeGranted("EWALLET botim-pay", START)).toBe(true)
})
