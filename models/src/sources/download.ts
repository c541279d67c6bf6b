import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { isAbsent } from '../store.ts'

/** Bytes so far, and in all where the server says. */
export type OnBytes = (received: number, total: number | null) => void

export interface Download {
  readonly url: string
  /** Grows at its end; what an earlier attempt left is continued where the server can. */
  readonly part: string
  readonly onBytes: OnBytes
  readonly signal: AbortSignal
}

/** A server that is silent for so long, before or between bytes, has failed. */
const silenceMs = 20_000
const attempts = 3

/** Fetches into the part file, continuing a broken transfer up to two times. */
export async function download(wanted: Download): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await sizeOf(wanted.part)
    try {
      return await transfer(wanted, before)
    } catch (error) {
      const moved = (await sizeOf(wanted.part)) > before
      if (!moved || attempt === attempts || wanted.signal.aborted) throw error
    }
  }
}

async function transfer({ url, part, onBytes, signal }: Download, from: number): Promise<void> {
  const watch = new AbortController()
  const timer = setTimeout(() => watch.abort(new Error(`nothing for ${silenceMs / 1000} s`)), silenceMs)
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, watch.signal]),
      headers: { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
    })
    if (response.status === 416) return await startOver({ url, part, onBytes, signal })
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
    const start = response.status === 206 ? startOf(response, from) : 0
    const length = Number(response.headers.get('content-length'))
    const total = length > 0 ? start + length : null
    let received = start
    const line: { broken: Error | null } = { broken: null }
    const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>)
    // A broken line ends the file in good order, with all that came: the next attempt continues there.
    const kept = async function* () {
      try {
        for await (const piece of body as AsyncIterable<Uint8Array>) {
          timer.refresh()
          onBytes((received += piece.length), total)
          yield piece
        }
      } catch (error) {
        line.broken = error instanceof Error ? error : new Error(String(error))
      }
    }
    await pipeline(kept(), createWriteStream(part, { flags: start > 0 ? 'a' : 'w', flush: true }))
    if (line.broken) throw line.broken
  } finally {
    clearTimeout(timer)
  }
}

/** A server that continues from elsewhere than asked would leave a hole or a doubled piece. */
function startOf(response: Response, asked: number): number {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  if (Number(start) !== asked)
    throw new Error(`asked for bytes from ${asked}, offered from ${start ?? 'nowhere'}`)
  return asked
}

async function startOver(wanted: Download): Promise<void> {
  await rm(wanted.part, { force: true })
  return transfer(wanted, 0)
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
}
