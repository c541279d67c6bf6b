import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

export const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
const overTcp = ['-v', 'error', '-nostdin', '-rtsp_transport', 'tcp', '-i']
const [width, height] = [160, 90]

/** So many frames of a stream, small and grey. */
export async function greyFrames(url: string, frames: number): Promise<Buffer[]> {
  const taken = [...overTcp, url, '-vsync', 'passthrough', '-frames:v', String(frames)]
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    [...taken, '-vf', `scale=${width}:${height}`, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'],
    { encoding: 'buffer', timeout: 60_000, maxBuffer: 64 << 20 },
  )
  const size = width * height
  return Array.from({ length: stdout.length / size }, (_, i) => stdout.subarray(i * size, (i + 1) * size))
}

/** A player that copies what comes; `bytes` grows while something does. */
export function copyStream(url: string, extra: readonly string[] = []) {
  const fragments = ['-f', 'mp4', '-movflags', 'frag_every_frame+empty_moov+default_base_moof', 'pipe:1']
  const child = spawn(ffmpeg, [...overTcp, url, '-c', 'copy', ...extra, ...fragments])
  const seen = { bytes: 0, ended: false, data: Buffer.alloc(0) }
  child.stdout.on('data', (chunk: Buffer) => {
    seen.bytes += chunk.length
    if (seen.data.length < 4_000_000) seen.data = Buffer.concat([seen.data, chunk])
  })
  child.on('close', () => (seen.ended = true))
  return { seen, stop: () => child.kill('SIGKILL') }
}

export const meanOf = (frame: Buffer): number => frame.reduce((sum, value) => sum + value, 0) / frame.length
export const changeOf = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
