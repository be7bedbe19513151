import * as fc from "fast-check"
import { mintMerchantOrderNo, orderTerms, TERMS_LIMITS } from "../../../gateway"
import { goodsDetail } from "./goods-detail"
import { aLine, aPurchase } from "./purchase.test-support"

it("names the goods of a cart with one line, with a unit price that makes up the line", () => {
  expect(goodsDetail(aPurchase())).toEqual({
    body: "2 × Shirt",
    goodsId: "SHIRT-M",
    goodsName: "Shirt",
    quantity: 2,
    price: { amount: 50, currency: "AED" },
  })
})

it("gives no unit price that would not make up the line to the fils", () => {
  const thirds = aPurchase({ lines: [aLine({ quantity: "3", subtotal: "100" })] })
  expect(goodsDetail(thirds)).toMatchObject({ quantity: 3 })
  expect(goodsDetail(thirds)).not.toHaveProperty("price")
})

it("lists several lines in the body, and gives no price or quantity that would be none of theirs", () => {
  const lines = [aLine(), aLine({ id: "cali_2", title: "Mug", quantity: "1", goodsId: null })]
  expect(goodsDetail(aPurchase({ lines }))).toEqual({
    body: "2 × Shirt, 1 × Mug",
    goodsId: "SHIRT-M",
    goodsName: "Shirt",
  })
})

it("says nothing of an empty cart, and nothing of goods without a name", () => {
  expect(goodsDetail(aPurchase({ lines: [] }))).toBeUndefined()
  expect(goodsDetail(aPurchase({ lines: [aLine({ title: " \n" })] }))).toBeUndefined()
})

it("is always something PayBy takes, however long or strange the names are", () => {
  const line = fc.record({
    title: fc.string({ unit: "binary", maxLength: 600 }),
    goodsId: fc.option(fc.string({ unit: "binary", maxLength: 300 })),
    quantity: fc.oneof(
      fc.nat().map(String),
      fc.constantFrom("0.5", "1e3", "-1", "12345678901234567890"),
    ),
    subtotal: fc.oneof(
      fc.nat({ max: 99_999 }).map((n) => String(n / 100)),
      fc.constantFrom("-3", "9e20"),
    ),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), (lines) => {
      const goods = goodsDetail(aPurchase({ lines: lines.map((one) => aLine(one)) }))
      const accessoryContent = goods === undefined ? {} : { goodsDetail: goods }
      const place = () =>
        orderTerms({
          merchantOrderNo: mintMerchantOrderNo(new Date(0)),
          subject: "Goods",
          totalAmount: { amount: 1, currency: "AED" },
          expiredTime: 1,
          accessoryContent,
          paySceneCode: "DYNQR",
        })
      expect(place).not.toThrow()
      expect(goods?.body?.length ?? 0).toBeLessThanOrEqual(TERMS_LIMITS.detail)
    }),
  )
})
