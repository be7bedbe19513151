import { crc32 } from "node:zlib"

export interface ZippedFile {
  readonly name: string
  readonly bytes: Buffer
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const VERSION = 20
/** 1 January 1980, the first day a zip can name: the bytes depend on the content alone. */
const DOS_DATE = 0x0021

/** A zip archive whose files are stored as they are, not compressed. */
export function zip(files: readonly ZippedFile[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.name, "utf8")
    const common = commonFields(file.bytes, name)
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, name, file.bytes])
    directory.push(
      Buffer.concat([uint32(CENTRAL_HEADER), uint16(VERSION), common, Buffer.alloc(10)]),
      uint32(offset),
      name,
    )
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.concat([
    uint32(END_OF_DIRECTORY),
    Buffer.alloc(4),
    uint16(files.length),
    uint16(files.length),
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ])
  return Buffer.concat([...locals, central, end])
}

/** The fields that a file's own header shares with its entry in the directory. */
function commonFields(bytes: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    uint16(VERSION),
    Buffer.alloc(6),
    uint16(DOS_DATE),
    uint32(crc32(bytes)),
    uint32(bytes.length),
    uint32(bytes.length),
    uint16(name.length),
    uint16(0),
  ])
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16LE(value)
  return buffer
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
