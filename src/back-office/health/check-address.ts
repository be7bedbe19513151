import { isIP } from "node:net"
import type { PayBySettings } from "../../modules/payby/options"
import type { AdminPayByHealthCheck } from "../../api/admin/payby/contract"
import { finding } from "./finding"
import type { Probe } from "./probe-address"

/** Ours, and Medusa's own, which hands notifications on. */
const PATHS = /\/hooks\/(payby|payment\/[\w-]*payby[\w-]*)\/?$/

/** Whether the notify address is one that PayBy could reach. */
export function checkAddress(settings: PayBySettings): AdminPayByHealthCheck {
  const url = new URL(settings.notifyUrl)
  const facts = { host: url.host, path: url.pathname }
  if (!PATHS.test(url.pathname)) {
    const message = `notifyUrl ends in ${url.pathname}; the store listens at /hooks/payby.`
    return finding("address", "failed", "other_path", message, facts)
  }
  if (settings.environment === "custom") {
    const message = "notifyUrl has the right path; a simulator needs no more."
    return finding("address", "ok", "simulator", message, facts)
  }
  if (isPrivate(url.hostname)) {
    const message = `PayBy cannot reach ${url.hostname} from outside: notifyUrl must be a public address.`
    return finding("address", "failed", "private_address", message, facts)
  }
  if (url.protocol !== "https:") {
    const message = "notifyUrl is not https: notifications would travel in the open."
    return finding("address", "warning", "not_https", message, facts)
  }
  return finding(
    "address",
    "ok",
    "ok",
    "notifyUrl is public, https, and ends where the store listens.",
    facts,
  )
}

/** Whether the store reached itself through that address. */
export function checkReachable(probe: Probe): AdminPayByHealthCheck {
  switch (probe.kind) {
    case "intact":
      return finding(
        "reachable",
        "ok",
        "ok",
        "The store reached itself through notifyUrl. Whether PayBy can, only a notification proves.",
        { instance: probe.instance, took_ms: probe.tookMs },
      )
    case "altered":
      return finding("reachable", "ok", "ok", "The notification route answered through notifyUrl.")
    case "redirected":
      return finding(
        "reachable",
        "failed",
        "redirected",
        `notifyUrl answers with a redirect (HTTP ${probe.status}), which PayBy does not follow. Configure the address it leads to.`,
        { status: probe.status },
      )
    case "elsewhere":
      return finding(
        "reachable",
        "failed",
        "elsewhere",
        `What answers at notifyUrl (HTTP ${probe.status}) is not this store's notification route.`,
        { status: probe.status },
      )
    case "unreachable":
      return finding(
        "reachable",
        "warning",
        "unreachable",
        `The store cannot reach its own notifyUrl (${probe.cause}). PayBy may all the same, where the network forbids the way out and in again.`,
        { cause: probe.cause },
      )
  }
}

/** Whether a body comes through unchanged, which PayBy's signature depends on. */
export function checkRawBody(probe: Probe): AdminPayByHealthCheck {
  if (probe.kind === "intact") {
    const message = "A body sent through notifyUrl arrived byte for byte."
    return finding("raw_body", "ok", "ok", message)
  }
  if (probe.kind === "altered") {
    const message =
      "A body sent through notifyUrl was not the same when it arrived, or another store with other keys answers there. Look for a proxy or a middleware that reads and rewrites JSON before /hooks/payby."
    return finding("raw_body", "failed", "altered", message)
  }
  const message = "Not known: the notification route was not reached through notifyUrl."
  return finding("raw_body", "unknown", "not_reached", message)
}

function isPrivate(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "")
  if (name === "localhost" || name.endsWith(".localhost") || name.endsWith(".local")) return true
  if (isIP(name) === 6) return name === "::1" || /^f[cd]|^fe80/i.test(name)
  return isIP(name) === 4 && /^(10|127|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(name)
}
