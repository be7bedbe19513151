import { sign, type KeyObject } from "node:crypto"

/** One ASN.1 value in DER: its tag, the length of its content, its content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"))
const text = (value: string) => der(0x0c, Buffer.from(value))
const utcTime = (value: string) => der(0x17, Buffer.from(value))
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content)

/**
 * A self-signed certificate for 127.0.0.1, made for one test run. Node can read certificates and not make them, and a
 * committed one would bring its private key along.
 */
export function certificateFor(privateKey: KeyObject, publicKey: KeyObject): string {
  const sha256WithRsa = sequence(oid("2a864886f70d01010b"), der(0x05))
  const name = sequence(der(0x31, sequence(oid("550403"), text("loopback"))))
  const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])))
  const alternativeName = sequence(oid("551d11"), der(0x04, address))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    name,
    sequence(utcTime("200101000000Z"), utcTime("491231235959Z")),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, sequence(alternativeName)),
  )
  const certificate = sequence(body, sha256WithRsa, bits(sign("sha256", body, privateKey)))
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`
}
