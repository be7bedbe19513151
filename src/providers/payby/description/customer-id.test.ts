import { opaqueCustomerId } from "./customer-id"

it("is the same for the same customer of the same merchant, and for nobody else", () => {
  const id = opaqueCustomerId("200000000001", "cus_01ABC")
  expect(opaqueCustomerId("200000000001", "cus_01ABC")).toBe(id)
  expect(opaqueCustomerId("200000000001", "cus_01ABD")).not.toBe(id)
  expect(opaqueCustomerId("200000000002", "cus_01ABC")).not.toBe(id)
})

it("holds nothing of Medusa's id", () => {
  expect(opaqueCustomerId("200000000001", "cus_01ABC")).toMatch(/^[0-9a-f]{40}$/)
})
