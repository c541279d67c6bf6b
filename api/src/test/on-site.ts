import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { SiteFile } from '../../contract/site-files.ts'
import type { As, TestApi } from './api.ts'

let drawn = 0
/** A photograph as a telephone writes one, no two alike. `exif`: what it says of itself. */
export async function makePhoto(exif: Record<string, Record<string, string>> = {}): Promise<Buffer> {
  drawn += 1
  const background = { r: drawn % 256, g: (drawn * 7) % 256, b: 90 }
  const plain = sharp({ create: { width: 160, height: 120, channels: 3, background } })
  return plain.withExif(exif).jpeg().toBuffer()
}

/** A real MP4 of a second, with a beginning that players can start from. */
export function makeVideo(...more: readonly string[]): Buffer {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-video-'))
  try {
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=160x90:rate=5:duration=1']
    execFileSync('ffmpeg', ['-v', 'error', ...source, ...more, '-c:v', 'libx264', join(dir, 'a.mp4')])
    return readFileSync(join(dir, 'a.mp4'))
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Sends a file from a place. */
export const sendFile = (api: TestApi, as: As, { alertId, bytes, name = '' }: Sent) =>
  api.app.inject({
    method: 'POST',
    url: `/api/alerts/${alertId}/site-files?name=${encodeURIComponent(name)}`,
    headers: { cookie: as.cookie, 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
interface Sent {
  readonly alertId: string
  readonly bytes: Buffer
  readonly name?: string
}

/** Brings a photograph; answers it. */
export async function bringPhoto(api: TestApi, as: As, alertId: string): Promise<SiteFile> {
  const answer = await sendFile(api, as, { alertId, bytes: await makePhoto(), name: 'IMG_1.jpg' })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<SiteFile>()
}

/** Records a step on site as the law asks it: with words and a photograph. */
export async function recordOnSite(
  api: TestApi,
  as: As,
  { alertId, step }: { readonly alertId: string; readonly step: object },
) {
  const { id } = await bringPhoto(api, as, alertId)
  return as.call('POST', `/api/alerts/${alertId}/steps`, { ...step, site: { files: [id] } })
}
