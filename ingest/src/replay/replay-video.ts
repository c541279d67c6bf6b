import { createHash } from 'node:crypto'
import { z } from 'zod'
import { polygonSchema } from '@sightline/api/contract/geometry'
import { hoursSpanSchema, ruleParamsSchema } from '@sightline/api/contract/zones'
import { stayKinds, type BoundRule } from '@sightline/detectors/finding'
import { isServed, paramProblems } from '@sightline/detectors/rules/table'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { CodedError, toReason } from '@sightline/infra/platform/error'
import { hashFile } from '@sightline/infra/platform/hash'
import { createDetector } from '@sightline/models/session/detector'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { readJson } from './read-json.ts'
import { traceVideo } from './trace-video.ts'

/** A file of rules: kinds, what is set of their parameters, and where they apply. */
export const videoRulesSchema = z
  .array(
    z.object({
      kind: z.enum(stayKinds),
      params: ruleParamsSchema.default({}),
      polygon: polygonSchema,
      bays: z.array(polygonSchema).default([]),
      hours: z.array(hoursSpanSchema).default([]),
    }),
  )
  .min(1)

export interface VideoOptions {
  readonly file: string
  readonly model: PreparedModel
  readonly ffmpegPath: string
  readonly startAt: number
  readonly fps: number
  /** Null: every kind that the model serves, in the whole picture. */
  readonly rulesFile: string | null
}

const wholePicture = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** The lines of a video's trace: what it was made with, then a row a judged frame. No clock and no chance is in them. */
export async function* replayVideo(options: VideoOptions): AsyncGenerator<string> {
  const { file, model, ffmpegPath, startAt, fps } = options
  const { input } = model.manifest
  const rules = await rulesOf(options)
  const scene = { sourceId: 'video', tracker: trackerDefaults, rules }
  const detector = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
  try {
    const { name, sha256, threshold } = detector.model
    const video = await hashOf(file)
    const head = { format: 'sightline.video-trace/1', video, startAt, fps }
    let isBegun = false
    for await (const row of traceVideo({ ffmpegPath, detector, input }, { file, startAt, fps, scene })) {
      // Nothing is said of a file that turns out to be no video.
      if (!isBegun) yield toLine({ ...head, model: { name, sha256, threshold }, ...scene })
      isBegun = true
      yield toLine(row)
    }
  } finally {
    await detector.close()
  }
}

async function hashOf(file: string): Promise<string> {
  try {
    return (await hashFile(file)).sha256
  } catch (cause) {
    throw new CodedError('video_unreadable', { file, reason: toReason(cause) }, { cause })
  }
}

const toLine = (row: object): string => `${JSON.stringify(row)}\n`

/** The hash of lines as they pass by. */
export function createLineHash(): { add(line: string): void; sha256(): string } {
  const hash = createHash('sha256')
  return { add: (line) => void hash.update(line), sha256: () => hash.copy().digest('hex') }
}

async function rulesOf({ rulesFile, model }: VideoOptions): Promise<readonly BoundRule[]> {
  if (rulesFile === null) {
    const offered = new Set(model.manifest.classes.filter((one) => one !== null))
    return stayKinds
      .filter((kind) => isServed(kind, {}, offered))
      .map((kind) => bind({ kind, params: {}, polygon: wholePicture, bays: [], hours: [] }, kind))
  }
  const rules = await readJson(rulesFile, videoRulesSchema, 'rules_malformed')
  return rules.map((rule, i) => {
    const problems = paramProblems(rule.kind, rule.params)
    if (problems.length > 0) throw new CodedError('rules_malformed', { file: rulesFile, rule: i, problems })
    return bind(rule, `${rule.kind}-${i + 1}`)
  })
}

function bind({ kind, params, ...zone }: z.infer<typeof videoRulesSchema>[number], id: string): BoundRule {
  return { id, version: 1, kind, params, zone: { id, version: 1, ...zone } }
}
