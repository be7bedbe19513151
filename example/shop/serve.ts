import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { Router, type RequestHandler } from "express"
import type { Seeded } from "../seed"

/** A script and a style sheet, for browsers. */
interface Bundle {
  script: string
  style: string
}

/** Where the shop is, on the store's own port. */
export const SHOP = "/shop"

/**
 * The example shop: a few pages built with the kit, on the store's own port. They are bundled when they
 * are first asked for, so that a store nobody looks at does not pay for them.
 */
export function shopPages(seeded: () => Seeded | undefined): RequestHandler {
  let bundled: Promise<Bundle> | undefined
  const once = () => (bundled ??= bundle())
  const router = Router()
  router.get("/assets/app.js", (_request, response, next) => {
    once().then(({ script }) => response.type("js").send(script), next)
  })
  router.get("/assets/app.css", (_request, response, next) => {
    once().then(({ style }) => response.type("css").send(style), next)
  })
  // Every other address is a page, and the script knows which.
  router.get("*", (_request, response) => {
    const store = seeded()
    if (store === undefined) response.status(503).type("text").send("The shop is not open yet.\n")
    else response.set("Referrer-Policy", "same-origin").type("html").send(page(store))
  })
  return router
}

async function bundle(): Promise<Bundle> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(__dirname, "bundle.mjs")],
    // What makes the caller a test is not for its child.
    { env: { ...process.env, NODE_OPTIONS: "" }, maxBuffer: 16 * 1024 * 1024 },
  )
  return JSON.parse(stdout)
}

/** The one page there is; what it shows is up to its script. */
function page({ admin: _, ...shop }: Seeded): string {
  const config = { ...shop, frameScript: frameScript(process.env.PAYBY_BASE_URL) }
  // Within a script, "<" could end it.
  const json = JSON.stringify(config).replaceAll("<", "\\u003c")
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dallah</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${SHOP}/assets/app.css">
<script type="application/json" id="shop">${json}</script>
<script type="module" src="${SHOP}/assets/app.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`
}

/** A simulated PayBy has a script for frames of its own; null: PayBy's. */
function frameScript(baseUrl: string | undefined): string | null {
  if (!baseUrl) return null
  const { hostname, origin } = new URL(baseUrl)
  return hostname === "127.0.0.1" ? `${origin}/sdk/payby-sdk.umd.js` : null
}
