import { lastDubaiDay } from "./dubai-day"

it("is yesterday in Dubai, where the day ends four hours before UTC's", () => {
  expect(lastDubaiDay(new Date("2026-11-23T19:59:59Z"))).toBe("2026-11-22")
  expect(lastDubaiDay(new Date("2026-11-23T20:00:00Z"))).toBe("2026-11-23")
  expect(lastDubaiDay(new Date("2026-03-01T10:00:00Z"))).toBe("2026-02-28")
})
