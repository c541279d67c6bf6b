import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema, traceSchema, type Manifest, type Trace } from '@sightline/api/contract/dossier'
import { iou } from '@sightline/detectors/geometry/box'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { CodedError } from '@sightline/infra/platform/error'
import type { FurtherModel } from '../perceive/infer/model-set.ts'
import { tolerance } from './compare-sights.ts'
import { lookAgain, type ReplayedTrace } from './originals.ts'
import { readJson, refuseAltered } from './read-json.ts'
import { replay, type Claim, type Replay } from './replay.ts'
import { withReplayModels, type ReplayModels } from './replay-models.ts'

export interface DossierFiles {
  readonly dir: string
  readonly manifest: Manifest
  readonly trace: Trace
  /** As the trace has it: what was remembered before its first frame. */
  readonly start: unknown
}

const tracedSchema = traceSchema.and(z.object({ start: z.unknown().optional() }))

/**
 * What is in a dossier's folder; `dossier_malformed` where that is no dossier of ours, `exhibit_altered` where its trace is not
 * the one that was signed.
 */
export async function readDossier(dir: string): Promise<DossierFiles> {
  const manifest = await readJson(join(dir, 'manifest.json'), manifestSchema, 'dossier_malformed')
  await refuseAltered(
    dir,
    manifest.exhibits.filter(({ role }) => role === 'trace'),
  )
  const traced = await readJson(join(dir, manifest.stage, 'trace.json'), tracedSchema, 'dossier_malformed')
  const { start, ...trace } = traced
  return { dir, manifest, trace, start: start ?? null }
}

/** The finding from the facts in the trace. */
export const replayTrace = ({ manifest, trace, start }: DossierFiles): Replay =>
  replay({ manifest, trace, start, tracker: trackerDefaults })

export interface OriginalsReplay extends ReplayedTrace {
  /** Who looked again, and who did not. */
  readonly modelSet: Pick<ReplayModels, 'absent' | 'knowing'> & {
    readonly looked: readonly string[]
    /** Of those, who looked at parts: only in the finding's own zone. */
    readonly inZone: readonly string[]
  }
  readonly judged: Replay
  /** `alike`: the same finding, whose boxes differ within the tolerance. */
  readonly verdict: 'same' | 'alike' | 'different'
}

export interface OriginalsOptions {
  readonly ffmpegPath: string
  readonly modelDir: string
}

/**
 * The finding from the originals: what the models see in them now takes the place of what the trace says they saw, and is
 * judged again. `no_originals` where the dossier has no segment, `no_frames` where the finding rests on none.
 */
export async function replayOriginals(
  dossier: DossierFiles,
  { ffmpegPath, modelDir }: OriginalsOptions,
): Promise<OriginalsReplay> {
  const { manifest, start } = dossier
  const { findingId, stage, kind, network: model, exhibits } = manifest
  if (!model) throw new CodedError('no_frames', { findingId, kind })
  if (!exhibits.some(({ role }) => role === 'segment'))
    throw new CodedError('no_originals', { findingId, stage })
  return withReplayModels({ modelDir, named: { model, networks: manifest.networks } }, async (modelSet) => {
    const second = await lookAgain({ ffmpegPath, modelSet }, dossier)
    const judged = replay({ manifest, trace: second.trace, start, tracker: trackerDefaults })
    return { ...second, modelSet: toNames(modelSet, second), judged, verdict: verdictOf(second, judged) }
  })
}

/** Who looks at what flickers, and was never shown enough of it, has not looked. */
function toNames(
  { main, further, absent, knowing }: ReplayModels,
  { trace, uncovered, unfilled }: ReplayedTrace,
): OriginalsReplay['modelSet'] {
  const isBlind = unfilled === trace.frames.length - uncovered
  const hasLooked = ({ looksAt }: FurtherModel): boolean => looksAt !== 'flickers' || !isBlind
  const nameOf = ({ model }: FurtherModel): string => model.name
  const looked = further.filter(hasLooked)
  return {
    knowing,
    absent: [...absent, ...further.filter((one) => !hasLooked(one)).map(nameOf)],
    looked: [...(main ? [main.detector.model.name] : []), ...looked.map(nameOf)],
    inZone: looked.filter(({ looksAt }) => looksAt !== 'picture').map(nameOf),
  }
}

function verdictOf(
  { stages }: ReplayedTrace,
  { isSame, claimed, found }: Replay,
): OriginalsReplay['verdict'] {
  const isSeenSo = stages.every(({ frames, missing }) => frames.different === 0 && missing === 0)
  if (!isSeenSo || !found) return 'different'
  if (isSame) return 'same'
  return isAlike(claimed, found) ? 'alike' : 'different'
}

/** All but the box to the letter. */
function isAlike({ box: a, ...claimed }: Claim, { box: b, ...found }: Claim): boolean {
  return (
    a !== null &&
    b !== null &&
    iou(a, b) >= tolerance.overlap &&
    JSON.stringify(claimed) === JSON.stringify(found)
  )
}
