import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { z } from "@medusajs/framework/zod"

const OURS = pathToFileURL(join(__dirname, "..", "..", "src")).href

/** A CPU profile as V8 writes it, as far as it is read here. */
export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})

export type CpuProfile = z.infer<typeof cpuProfile>

/** CPU time by whose code it was, milliseconds. */
export interface Shares {
  /** In the plugin's own functions, and in what Node itself does for them: signing, parsing, writing. */
  readonly own: number
  /** The same, and in every library that they call: SQL builder, driver, HTTP client, schemas, Medusa's flows. */
  readonly underneath: number
  /** In anything at all. */
  readonly busy: number
}

/**
 * Divides a profile by owner. A sample is the plugin's own when, from the innermost frame outwards, the
 * first one that is neither V8's nor Node's is in its sources; it is underneath the plugin when any is.
 */
export function sharesOf(profile: CpuProfile): Shares {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map<number, number>()
  for (const { id, children } of profile.nodes) {
    for (const child of children ?? []) parents.set(child, id)
  }
  const owners = new Map<number, Owner>()
  const ownerOf = (id: number): Owner => {
    const known = owners.get(id)
    if (known !== undefined) return known
    const frame = byId.get(id)?.callFrame
    const parent = parents.get(id)
    const outer: Owner = parent === undefined ? "others" : ownerOf(parent)
    const owner = frame === undefined ? outer : ownerHere(frame, outer)
    owners.set(id, owner)
    return owner
  }
  const times: Record<Owner, number> = { own: 0, underneath: 0, others: 0, idle: 0 }
  profile.samples.forEach((id, i) => {
    times[ownerOf(id)] += (profile.timeDeltas[i] ?? 0) / 1_000
  })
  return {
    own: times.own,
    underneath: times.own + times.underneath,
    busy: times.own + times.underneath + times.others,
  }
}

type Owner = "own" | "underneath" | "others" | "idle"

function ownerHere({ url, functionName }: { url: string; functionName: string }, outer: Owner) {
  if (functionName === "(idle)" || functionName === "(program)") return "idle"
  if (url.startsWith(OURS) || url.startsWith(OURS.slice("file://".length))) return "own"
  const isNodes = url === "" || url.startsWith("node:")
  if (isNodes) return outer
  return outer === "own" ? "underneath" : outer
}
