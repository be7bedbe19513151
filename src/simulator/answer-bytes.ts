import type { KeyObject } from "node:crypto"

import { brokenJson, falsify } from "./fault-play"
import type { CallFault } from "./faults"
import { writeJson } from "./json"
import type { Numbers } from "./numbers"
import { jsonReply, type Reply } from "./reply"
import type { Settings } from "./settings"
import { signBytes } from "./signature"
import type { Verdict } from "./verdict"

export interface SigningWorld {
  readonly numbers: Numbers
  readonly settings: Settings
  /** The key PayBy signs with at present. */
  readonly paybyKey: () => KeyObject
  /** A key that is not PayBy's. */
  readonly strangersKey: KeyObject
}

/** An answer as bytes and signature, falsified where a fault wants it so. */
export function writeAnswer(
  world: SigningWorld,
  verdict: Verdict,
  traceCode: string,
  fault: CallFault | undefined,
): Reply {
  const { answer, head, signed } = verdict
  const sign = signed ? signer(world, fault) : undefined
  if (answer && "text" in answer) return fileReply(answer.text, "text/plain", sign)
  if (answer && "statement" in answer) {
    const { fileName, bytes } = answer.statement
    const reply = fileReply(
      bytes,
      "application/zip",
      world.settings.signStatements ? sign : undefined,
    )
    const disposition = `attachment; filename=${fileName}`
    return { ...reply, headers: { ...reply.headers, "content-disposition": disposition } }
  }
  const turn = world.numbers.turn()
  const success = turn % 2 === 0 ? head.code === "0" : undefined
  const body = answer && falsify(answer.body, fault)
  const text = writeJson({ head: { ...head, traceCode, success }, body }, turn)
  const isBroken = fault?.kind === "garbage" && fault.body === "broken-json"
  return jsonReply(isBroken ? brokenJson(text) : text, sign)
}

type Sign = (bytes: Buffer) => string

function signer(world: SigningWorld, fault: CallFault | undefined): Sign | undefined {
  if (fault?.kind === "unsigned") return undefined
  const key = fault?.kind === "wrongly-signed" ? world.strangersKey : world.paybyKey()
  return (bytes) => signBytes(bytes, key)
}

function fileReply(bytes: Buffer, type: string, sign: Sign | undefined): Reply {
  const headers = { "content-type": type }
  return { http: 200, bytes, headers: sign ? { ...headers, sign: sign(bytes) } : headers }
}
