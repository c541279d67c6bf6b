import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startChild, until, type Child } from '../../start/child.ts'
import { type CameraOptions, startCameras } from '../stack/cameras.ts'
import type { CameraToRegister } from '../stack/seed.ts'
import { cpuSeconds } from './process-tree.ts'
import type { BenchInput, Row } from './row.ts'

const repository = resolve(import.meta.dirname, '../../..')
const settleMs = 3000

/** A program that reads a stream. It is ready with the first line that `ready` matches. */
export interface Reader {
  readonly what: string
  readonly ready: RegExp
  start(camera: CameraToRegister, onLine: (line: string) => void): Child
}

/** What anyone would run by hand. The address is the simulator's own; its password is worth nothing. */
export const plain = (what: string, output: readonly string[]): Reader => ({
  what,
  ready: /^frame=[1-9]/,
  start({ url, user, password }, onLine) {
    const address = url.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(password)}@`)
    const input = ['-rtsp_transport', 'tcp', '-threads', '1', '-i', address, '-an']
    const quiet = ['-v', 'error', '-nostdin', '-y', '-progress', 'pipe:1']
    return startChild(process.env['FFMPEG_PATH'] ?? 'ffmpeg', [...quiet, ...input, ...output], { onLine })
  },
})

const ours = (what: string, mode: string, streams = 1): Reader => ({
  what,
  ready: /^ready$/,
  start({ url, user, password }, onLine) {
    const entry = join(repository, 'ingest/src/bench/stream-cli.ts')
    const how = ['--mode', mode, '--streams', String(streams)]
    const child = startChild(process.execPath, ['--import', 'tsx', entry, ...how], {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'pipe'],
      onLine,
    })
    child.process.stdin?.end(JSON.stringify({ url, user, password }))
    return child
  },
})

/** CPU seconds per minute of stream. Every reader sees the same minute of the film: the cameras begin anew for each. */
export async function costOf(
  reader: Reader,
  { seconds, say }: BenchInput,
  film: CameraOptions = { scenes: ['pavement'] },
): Promise<number> {
  say(`cpu: ${reader.what}`)
  const cameras = await startCameras(film)
  const [camera] = cameras.list
  if (!camera) throw new Error('the film has no camera')
  let isReady = false
  let last = ''
  const child = reader.start(camera, (line) => {
    isReady ||= reader.ready.test(line)
    last = line
  })
  try {
    await until(`${reader.what} reads`, async () => isReady || child.process.exitCode !== null)
    await delay(settleMs)
    const [from, spent] = [performance.now(), cpuSeconds(child.process.pid ?? 0)]
    await delay(seconds * 1000)
    const used = cpuSeconds(child.process.pid ?? 0) - spent
    const minutes = (performance.now() - from) / 60_000
    if (child.process.exitCode !== null) throw new Error(`${reader.what} ended:\n${child.tail()}`)
    await child.stop()
    if (/^[[{]/.test(last)) say(`cpu:   ${last}`)
    return used / minutes
  } finally {
    await child.stop()
    await cameras.stop()
  }
}

/** So many streams in one process: what a further one costs. */
const many = 8

/** What one 1080p25 stream costs, beside what ffmpeg alone costs on the same stream. */
export async function measureStreamCost(input: BenchInput): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  const copying = plain('ffmpeg -c copy to an mp4 file', ['-c', 'copy', '-f', 'mp4', join(dir, 'copy.mp4')])
  const decoding = plain('ffmpeg, decode only (one thread)', ['-f', 'null', '-'])
  const readers = [
    ours('idle: capture, hash, ring', 'idle'),
    ours('key frames (one in 2 s) decoded', 'key'),
    ours('5 frames/s decoded and scaled', 'full'),
    ours('5 frames/s, looked at by the model', 'look'),
  ]
  try {
    const copy = await costOf(copying, input)
    const decode = await costOf(decoding, input)
    const row = (what: string, used: number): Row => ({
      what: `CPU per stream-minute: ${what}`,
      figure: `${used.toFixed(2)} s`,
      note: `${(used / copy).toFixed(2)} x copy, ${(used / decode).toFixed(2)} x decode only`,
    })
    const rows = [row(copying.what, copy), row(decoding.what, decode)]
    for (const reader of readers) rows.push(row(reader.what, await costOf(reader, input)))
    const together = ours(`each of ${many} in one process: capture, hash, ring`, 'idle', many)
    rows.push(row(together.what, (await costOf(together, input)) / many))
    return rows
  } finally {
    rmSync(dir, { recursive: true })
  }
}
