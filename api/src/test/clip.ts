import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashBytes } from '@sightline/infra/platform/hash'

type Clip = ReturnType<typeof cut>
const made = new Map<string, Clip>()

/** A real fragmented MP4 of a second, cut as a worker cuts it: its init part and its fragments. Coded once for each colour. */
export function makeClip(colour: string): Clip {
  const clip = made.get(colour) ?? encode(colour)
  made.set(colour, clip)
  return clip
}

function encode(colour: string): Clip {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-clip-'))
  const file = join(dir, 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', `color=${colour}:size=160x90:rate=5:duration=1`]
  const flags = ['-c:v', 'libx264', '-g', '5', '-movflags', 'frag_every_frame+empty_moov+default_base_moof']
  execFileSync('ffmpeg', ['-v', 'error', ...source, ...flags, file])
  const bytes = readFileSync(file)
  rmSync(dir, { recursive: true })
  return cut(bytes)
}

function cut(bytes: Buffer) {
  const init: Buffer[] = []
  const fragments: Buffer[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const box = bytes.subarray(at, at + bytes.readUInt32BE(at))
    const type = box.toString('latin1', 4, 8)
    if (type === 'ftyp' || type === 'moov') init.push(box)
    if (type === 'moof') fragments.push(box)
    if (type === 'mdat') fragments.push(Buffer.concat([fragments.pop() ?? Buffer.alloc(0), box]))
  }
  const first = Buffer.concat(init)
  return {
    bytes: Buffer.concat([first, ...fragments]),
    initSha256: hashBytes(first).sha256,
    fragments: fragments.map((fragment) => ({ bytes: fragment.length, sha256: hashBytes(fragment).sha256 })),
  }
}
