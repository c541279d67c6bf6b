import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const endOfDirectory = 0x06054b50
const entry = 0x02014b50

/** The members of a zip without compression, by its central directory. */
export function openZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new Error('no zip')
  const members = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    if (zip.readUInt32LE(at) !== entry || zip.readUInt16LE(at + 10) !== 0)
      throw new Error('not a stored member')
    const [bytes, nameLength] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    members.set(name, zip.subarray(start, start + bytes))
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return members
}

/** The same as files of a folder. */
export function unpackTo(dir: string, members: ReadonlyMap<string, Buffer>): void {
  for (const [name, bytes] of members) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), bytes)
  }
}
