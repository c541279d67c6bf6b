import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { SceneState } from '@sightline/detectors/scene'
import { readTextIfThere, writeDurably } from '@sightline/infra/platform/durable-file'

/** One judged frame: all that was seen, and where each followed track was in it. */
export interface TraceFrame {
  readonly at: number
  readonly detections: readonly Detection[]
  readonly tracks: readonly { readonly id: number; readonly box: Box }[]
}

/** The scene as it was before the frames after it: where a replay can begin. */
export interface TraceStart {
  readonly scene: SceneState
}

type Row = TraceFrame | TraceStart

/** The judged frames of a source, in memory and on disk, from which traces are cut. */
export interface TraceLog {
  /** `before` is the scene that this frame was judged in. */
  append(frame: TraceFrame, before: SceneState): void
  /** Frames of a time span, led by those since the last start before it. Null start: the span reaches back further than the log. */
  cut(fromAt: number, toAt: number): { start: SceneState | null; frames: readonly TraceFrame[] }
  /** On return what was appended is in the file; `durable`: on the disk. */
  flush(durable: boolean): Promise<void>
  /** Frames before this are no longer needed. */
  forgetBefore(at: number): Promise<void>
  close(): Promise<void>
}

const startEveryMs = 10_000
const compactFromBytes = 4 << 20
const fileName = 'trace.ndjson'

const isStart = (row: Row): row is TraceStart => 'scene' in row
const atOf = (row: Row): number => (isStart(row) ? row.scene.tracker.at : row.at)

/**
 * Opens the log of a watch. Rows after `until` (frames whose judgement was not saved, or a line that a crash cut short)
 * are dropped: they will not have been judged.
 */
export async function openTraceLog(dir: string, until: number): Promise<TraceLog> {
  const path = join(dir, fileName)
  let rows: Row[] = parseRows(await readTextIfThere(path)).filter((row) => atOf(row) <= until)
  const file = await openRowFile(path, rows)
  const push = (row: Row): void => {
    rows.push(row)
    file.take(row)
  }
  return {
    append(frame, before) {
      const last = rows.findLast(isStart)
      if (!last || frame.at - atOf(last) >= startEveryMs) push({ scene: before })
      push(frame)
    },
    cut: (fromAt, toAt) => cutRows(rows, fromAt, toAt),
    flush: (durable) => file.flush(durable),
    async forgetBefore(at) {
      const first = rows.findLastIndex((row) => isStart(row) && atOf(row) < at)
      if (first > 0) rows = rows.slice(first)
      await file.compact(rows)
    },
    close: () => file.close(),
  }
}

function cutRows(rows: readonly Row[], fromAt: number, toAt: number): ReturnType<TraceLog['cut']> {
  const first = rows.findLastIndex((row) => isStart(row) && atOf(row) < fromAt)
  const start = rows[first]
  const frames = rows
    .slice(Math.max(0, first))
    .filter((row): row is TraceFrame => !isStart(row) && row.at <= toAt)
  return { start: start && isStart(start) ? start.scene : null, frames }
}

/** The rows in their file, appended to and now and then written anew. Calls do not overlap. */
async function openRowFile(path: string, rows: readonly Row[]) {
  await writeDurably(path, toText(rows))
  let file = await open(path, 'a')
  let bytes = (await file.stat()).size
  let unwritten: Row[] = []
  let compactAt = compactFromBytes
  const flush = async (durable: boolean): Promise<void> => {
    const text = toText(unwritten)
    unwritten = []
    if (text !== '') await file.appendFile(text)
    bytes += text.length
    if (durable) await file.datasync()
  }
  return {
    take: (row: Row): void => void unwritten.push(row),
    flush,
    async compact(kept: readonly Row[]): Promise<void> {
      if (bytes < compactAt) return
      const text = toText(kept)
      const isWorth = text.length < bytes / 2
      compactAt = Math.max(compactFromBytes, 2 * (isWorth ? text.length : bytes))
      if (!isWorth) return
      unwritten = []
      await file.close()
      await writeDurably(path, text)
      file = await open(path, 'a')
      bytes = text.length
    },
    async close(): Promise<void> {
      await flush(false).finally(() => file.close())
    },
  }
}

const toText = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** Every whole line; nothing after the first broken one. */
function parseRows(text: string | null): Row[] {
  const rows: Row[] = []
  for (const line of (text ?? '').split('\n').slice(0, -1)) {
    const row = parseRow(line)
    if (!row) break
    rows.push(row)
  }
  return rows
}

function parseRow(line: string): Row | null {
  try {
    return JSON.parse(line) as Row
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
