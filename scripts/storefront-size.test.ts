import { execFileSync } from "node:child_process"
import { join } from "node:path"

interface Size {
  uses: string
  gzip: number
  text: string
}

let sizes: Size[]

beforeAll(() => {
  const output = execFileSync(
    process.execPath,
    [join(__dirname, "storefront-size.mjs"), "--json"],
    {
      maxBuffer: 16 * 1024 * 1024,
    },
  )
  sizes = JSON.parse(output.toString())
}, 60_000)

/** Gzipped bytes. Raise one only for a reason that shoppers have. */
it.each([
  ["start, wait and give up", 3_000],
  ["the same, drawing QR codes", 7_000],
  ["React: the pay button", 5_000],
  ["React: the whole checkout", 13_000],
])("keeps %s under %i bytes", (uses, most) => {
  expect(sizes.find((size) => size.uses === uses)?.gzip).toBeLessThan(most)
})

it("leaves out what is not used: no words, no React and no QR codes for who only starts and waits", () => {
  const [least] = sizes

  expect(least?.text).not.toMatch(/react|BOTIM|svg|viewBox/i)
})

it("brings nothing of Node and nothing of the server to the browser", () => {
  for (const { text } of sizes) expect(text).not.toMatch(/node:|require\(|process\.|medusajs/)
})
