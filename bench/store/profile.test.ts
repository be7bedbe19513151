import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { sharesOf } from "./profile"

const OURS = pathToFileURL(join(__dirname, "..", "..", "src", "gateway", "keys.ts")).href
const LIBRARY = "file:///store/node_modules/knex/knex.js"

/** A chain of frames, outermost first, whose innermost one was seen for a millisecond. */
function chain(...frames: [functionName: string, url: string][]) {
  const nodes = frames.map(([functionName, url], i) => ({
    id: i + 1,
    callFrame: { functionName, url },
    children: i + 1 < frames.length ? [i + 2] : [],
  }))
  return { nodes, samples: [frames.length], timeDeltas: [1_000] }
}

it("counts as the plugin's own what Node does for it", () => {
  const profile = chain(["handle", LIBRARY], ["sign", OURS], ["signOneShot", "node:crypto"])
  expect(sharesOf(profile)).toEqual({ own: 1, underneath: 1, busy: 1 })
})

it("counts a library that the plugin calls as underneath it", () => {
  const profile = chain(["ask", OURS], ["toSQL", LIBRARY], ["join", ""])
  expect(sharesOf(profile)).toEqual({ own: 0, underneath: 1, busy: 1 })
})

it("counts neither Medusa's own work nor waiting as the plugin's", () => {
  expect(sharesOf(chain(["run", LIBRARY], ["parse", ""]))).toEqual({
    own: 0,
    underneath: 0,
    busy: 1,
  })
  expect(sharesOf(chain(["(idle)", ""]))).toEqual({ own: 0, underneath: 0, busy: 0 })
})
