import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema, traceSchema, type Manifest, type Trace } from '@sightline/api/contract/dossier'
import { iou } from '@sightline/detectors/geometry/box'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { CodedError } from '@sightline/infra/platform/error'
import { createDetector } from '@sightline/models/session/detector'
import { tolerance } from './compare-sights.ts'
import { openNamed } from './named-network.ts'
import { lookAgain, type SecondLook } from './originals.ts'
import { readJson } from './read-json.ts'
import { replay, type Claim, type Replay } from './replay.ts'

export interface DossierFiles {
  readonly dir: string
  readonly manifest: Manifest
  readonly trace: Trace
  /** As the trace has it: what was remembered before its first frame. */
  readonly start: unknown
}

const tracedSchema = traceSchema.and(z.object({ start: z.unknown().optional() }))

/** What is in a dossier's folder; `dossier_malformed` where that is no dossier of ours. */
export async function readDossier(dir: string): Promise<DossierFiles> {
  const manifest = await readJson(join(dir, 'manifest.json'), manifestSchema, 'dossier_malformed')
  const traced = await readJson(join(dir, manifest.stage, 'trace.json'), tracedSchema, 'dossier_malformed')
  const { start, ...trace } = traced
  return { dir, manifest, trace, start: start ?? null }
}

/** The finding from the facts in the trace. */
export const replayTrace = ({ manifest, trace, start }: DossierFiles): Replay =>
  replay({ manifest, trace, start, tracker: trackerDefaults })

export interface OriginalsReplay extends SecondLook {
  /** The network that looked again: the one that looks at whole pictures. */
  readonly network: string
  /** Networks that looked at parts of the pictures then, and did not now: what they saw is as the trace has it. */
  readonly others: readonly string[]
  readonly judged: Replay
  /** `alike`: the same finding, whose boxes differ within the tolerance. */
  readonly verdict: 'same' | 'alike' | 'different'
}

export interface OriginalsOptions {
  readonly ffmpegPath: string
  readonly modelDir: string
}

/**
 * The finding from the originals: what the network sees in them now takes the place of what the trace says it saw, and is
 * judged again. `no_originals` where the dossier has no segment, `no_frames` where the finding rests on none.
 */
export async function replayOriginals(
  dossier: DossierFiles,
  { ffmpegPath, modelDir }: OriginalsOptions,
): Promise<OriginalsReplay> {
  const { manifest, start } = dossier
  const main = manifest.networks?.[0] ?? manifest.network
  if (!main) throw new CodedError('no_frames', { findingId: manifest.findingId, kind: manifest.kind })
  if (!manifest.exhibits.some(({ role }) => role === 'segment'))
    throw new CodedError('no_originals', { findingId: manifest.findingId, stage: manifest.stage })
  const network = await openNamed(modelDir, main)
  const { input, classes } = network.manifest
  const detector = await createDetector({ network, workers: 1, threshold: main.threshold })
  try {
    const known = classes.filter((one) => one !== null)
    const second = await lookAgain({ ffmpegPath, detector, input, classes: known }, dossier)
    const judged = replay({ manifest, trace: second.trace, start, tracker: trackerDefaults })
    const others = (manifest.networks ?? []).slice(1).map(({ name }) => name)
    return { ...second, network: main.name, others, judged, verdict: verdictOf(second, judged) }
  } finally {
    await detector.close()
  }
}

function verdictOf({ stages }: SecondLook, { isSame, claimed, found }: Replay): OriginalsReplay['verdict'] {
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
