import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { LeastSize } from '@sightline/detectors/envelope/silence'
import type { Box } from '@sightline/detectors/geometry/point'
import type { SceneState } from '@sightline/detectors/scene'
import type { ShakenFrame } from '@sightline/detectors/tracking/steady'
import { PARTIAL_SUFFIX, syncPath } from '@sightline/infra/platform/durable-file'
import { hasErrno } from '@sightline/infra/platform/error'

/** One judged frame: all that was seen, and where each followed track was in it, both as the picture shows it. */
export interface TraceFrame extends ShakenFrame {
  readonly tracks: readonly { readonly id: number; readonly box: Box }[]
  /** Findings whose confirmation was taken back in it. Absent: none. */
  readonly withheld?: readonly string[]
}

/** By what frames are judged: the rules that spoke, and the smallest thing that one may begin with, by its id. */
export interface JudgedBy {
  readonly rules: readonly RuleKey[]
  /** Absent: no rule asks for any size. */
  readonly least?: Readonly<Record<string, LeastSize>>
}

/** The scene as it was before the frames after it, where a replay can begin; and what those are judged by. */
export interface TraceStart extends Partial<JudgedBy> {
  readonly scene: SceneState
}

/** A rule of one version, on a zone of one version. */
export type RuleKey = `${string}@${number}/${number}`
export const ruleKey = (rule: Versioned, zone: Pick<Versioned, 'version'>): RuleKey =>
  `${rule.id}@${rule.version}/${zone.version}`
interface Versioned {
  readonly id: string
  readonly version: number
}

type Row = TraceFrame | TraceStart

/** The judged frames of a source, on the disk: hours of them are megabytes, so nothing here reads them to write them. */
export interface TraceLog {
  /** `before` is the scene that this frame was judged in. */
  append(frame: TraceFrame, before: SceneState, by: JudgedBy): void
  /** On return what was appended is in the file; `durable`: on the disk. */
  flush(durable: boolean): Promise<void>
  /** Frames before this are no longer needed. Calls of this and of `flush` do not overlap. */
  forgetBefore(at: number): Promise<void>
  close(): Promise<void>
}

/** Frames of a time span, led by those since the last start before it. Null start: the span reaches back further than the log. */
export interface TraceCut {
  readonly start: SceneState | null
  readonly frames: readonly TraceFrame[]
  /** What the frames from a time on were judged by, in order; the first of them from the first frame on. */
  readonly rules: readonly (JudgedBy & { readonly fromAt: number })[]
}

const startEveryMs = 10_000
const compactFromBytes = 2 << 20
const fileName = 'trace.ndjson'

const isStart = (row: Row): row is TraceStart => 'scene' in row
const atOf = (row: Row): number => (isStart(row) ? row.scene.tracker.at : row.at)

/** Where in the file a start stands. */
interface Mark {
  readonly at: number
  readonly offset: number
}

/**
 * Opens the log of a watch. Rows after `until` (frames whose judgement was not saved, or a line that a crash cut short)
 * are cut off: they will not have been judged.
 */
export async function openTraceLog(
  dir: string,
  until: number,
  compactBytes = compactFromBytes,
): Promise<TraceLog> {
  const path = join(dir, fileName)
  let { marks, bytes } = await recover(path, until)
  let judgedBy: string | null = null
  const file = await openAppended(path)
  const push = (row: Row): void => {
    if (isStart(row)) marks.push({ at: atOf(row), offset: bytes })
    bytes += file.take(`${JSON.stringify(row)}\n`)
  }
  return {
    append(frame, before, by) {
      const last = marks.at(-1)
      const key = JSON.stringify(by)
      if (!last || key !== judgedBy || frame.at - last.at >= startEveryMs) push({ scene: before, ...by })
      judgedBy = key
      push(frame)
    },
    flush: (durable) => file.flush(durable),
    async forgetBefore(at) {
      const first = marks.findLastIndex((mark) => mark.at < at)
      const from = marks[first]?.offset ?? 0
      if (from < compactBytes || from < bytes / 2) return
      await file.dropFirst(from)
      bytes -= from
      marks = marks.slice(first).map((mark) => ({ ...mark, offset: mark.offset - from }))
    },
    close: () => file.close(),
  }
}

/** A text file that is appended to, and now and then loses its beginning. Calls do not overlap. */
async function openAppended(path: string) {
  let file = await open(path, 'a')
  let unwritten = ''
  const flush = async (durable: boolean): Promise<void> => {
    const text = unwritten
    unwritten = ''
    if (text !== '') await file.appendFile(text)
    if (durable) await file.datasync()
  }
  return {
    /** Answers its bytes. */
    take(text: string): number {
      unwritten += text
      return Buffer.byteLength(text)
    },
    flush,
    async dropFirst(bytes: number): Promise<void> {
      await flush(false)
      await copyFrom(path, bytes)
      await file.close()
      file = await open(path, 'a')
    },
    async close(): Promise<void> {
      await flush(false).finally(() => file.close())
    },
  }
}

/** Cuts a span out of the log of a watch, whoever is appending to it: what was flushed is seen. */
export async function readTrace(dir: string, fromAt: number, toAt: number): Promise<TraceCut> {
  let start: SceneState | null = null
  let frames: TraceFrame[] = []
  let rules: TraceCut['rules'][number][] = []
  let judgedBy: JudgedBy | null = null
  for await (const { row } of readRows(join(dir, fileName))) {
    if (isStart(row)) {
      if (atOf(row) < fromAt) [start, frames, rules] = [row.scene, [], []]
      judgedBy = judgedByOf(row)
    } else if (row.at <= toAt) {
      if (judgedBy) rules.push({ fromAt: row.at, ...judgedBy })
      judgedBy = null
      frames.push(row)
    }
  }
  return { start, frames, rules }
}

const judgedByOf = ({ rules, least }: TraceStart): JudgedBy | null =>
  rules ? { rules, ...(least && { least }) } : null

/** What size a rule asked for, from which frame of a cut on; null: none. */
export const leastFrom = ({ rules }: TraceCut, ruleId: string) =>
  rules.map(({ fromAt, least }) => ({ fromAt, least: least?.[ruleId] ?? null }))

/** From which frame of a cut on a rule was in force, where it was not from the first on. */
export const judgedFrom = ({ rules }: TraceCut, key: RuleKey): number | null => {
  const lastIn = rules.findLastIndex((one) => one.rules.includes(key))
  // What ended the stay may have taken the rule away at its last frame: that is no beginning.
  const last = rules.findLastIndex((one, i) => i < lastIn && !one.rules.includes(key))
  return last < 0 ? null : (rules[last + 1]?.fromAt ?? null)
}

/** Cuts off what is torn or too new. */
async function recover(path: string, until: number): Promise<{ marks: Mark[]; bytes: number }> {
  const file = await open(path, 'a+')
  const marks: Mark[] = []
  let bytes = 0
  try {
    for await (const { row, length } of readRows(path)) {
      if (atOf(row) > until) break
      if (isStart(row)) marks.push({ at: atOf(row), offset: bytes })
      bytes += length
    }
    await file.truncate(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
  return { marks, bytes }
}

/** The file without its first bytes, copied in pieces; on return it is on the disk. */
async function copyFrom(path: string, from: number): Promise<void> {
  const copy = `${path}${PARTIAL_SUFFIX}`
  await pipeline(createReadStream(path, { start: from }), createWriteStream(copy))
  await syncPath(copy)
  await rename(copy, path)
  await syncPath(dirname(path))
}

/** Every whole row and its bytes; nothing after the first broken one. */
async function* readRows(path: string): AsyncGenerator<{ row: Row; length: number }> {
  for await (const line of readLines(path)) {
    const row = parseRow(line)
    if (!row) return
    yield { row, length: Buffer.byteLength(line) + 1 }
  }
}

/** Every line that has its end, read in pieces; none where there is no file. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const text of createReadStream(path, 'utf8')) {
      const lines = (rest + String(text)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    if (!hasErrno(error, 'ENOENT')) throw error
  }
}

function parseRow(line: string): Row | null {
  try {
    return JSON.parse(line) as Row
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
