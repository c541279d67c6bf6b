import {
  manifestSchema,
  type Manifest,
  type SealedExhibit,
  type SealedStage,
} from '@sightline/api/contract/dossier'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { withDefaults } from '@sightline/detectors/rules/table'
import { endsUnconfirmed, isFault, type FindingRecord } from '../findings/finding-record.ts'
import type { ReadPlate } from './plate/read-plate.ts'
import { lawOf } from '@sightline/api/law/kinds'
import { hintOf, judgeStanding } from '@sightline/api/law/standing'

export interface ManifestInput {
  readonly record: FindingRecord
  readonly stage: SealedStage
  /** Absent: the stage is sealed whole. */
  readonly link?: Manifest['link']
  readonly exhibits: readonly SealedExhibit[]
  readonly hasGap: boolean
  /** Absent at a stage at which no plate is read. */
  readonly read?: Pick<ReadPlate, 'plate' | 'differs'>
  /** Of a confirmed stage whose pictures are here. */
  readonly measures?: Manifest['measures']
  /** What the trace says against the claim. Absent: it was not asked. */
  readonly proof?: Manifest['proof']
  readonly sealedAt: number
  readonly software: Manifest['software']
}

/** A manifest that has no place in the chain yet. */
export type ManifestDraft = Omit<Manifest, 'chain'>
const draftSchema = manifestSchema.omit({ chain: true })

/** The bytes of a draft, found to be one. */
export const draftBytes = (draft: ManifestDraft): Uint8Array => canonicalBytes(draftSchema.parse(draft))

/** The bytes that are signed: a draft's, in its place. */
export const placedBytes = (draft: Uint8Array, chain: Manifest['chain']): Uint8Array =>
  canonicalBytes({ ...draftSchema.parse(JSON.parse(Buffer.from(draft).toString('utf8'))), chain })

/** What is in the dossier, and all that was true when the event happened. */
export function toManifest(input: ManifestInput): ManifestDraft {
  const { record, stage, link, exhibits, hasGap, read, measures, proof, sealedAt, software } = input
  const { event, source, stream, rule, network, networks, clothing } = record
  const params = withDefaults(event.kind, rule.params)
  const flags = isFault(record) ? [] : (record.event.flags ?? [])
  // A camera is looked at by the worker's clock: its own proves nothing of these times.
  const clock = isFault(record) ? { source: 'server-arrival' as const, offsetMs: null } : stream.clock
  const { profile } = lawOf(event.kind)
  return {
    format: 'sightline.dossier/1',
    findingId: event.findingId,
    stage,
    kind: event.kind,
    sealedAt,
    ...(link ? { link } : {}),
    source: { ...source, video: stream.video, fingerprint: stream.fingerprint },
    clock: { ...clock, limitMs: profile.clockMs },
    zone: zoneOf(record),
    rule: { id: rule.id, version: rule.version, params },
    network,
    software,
    ...(networks ? { networks } : {}),
    ...(clothing ? { clothing } : {}),
    finding: findingOf(record),
    ...judgeStanding({
      profile,
      approval: source.approval.state,
      clock,
      video: stream.video,
      hasGap,
      isRuleClueOnly: params['clueOnly'] === true,
      isBoundaryDoubtful: flags.includes('boundary_doubtful'),
      isIdentityDoubtful: flags.includes('identity_doubtful'),
      doPlatesDiffer: read?.differs ?? false,
      isOfCamera: isFault(record),
      hint: hintOf(network),
      // Of a first part it is not known yet whether anything could be recorded: its supplement says so.
      hasVideo: link?.part === 'first' || exhibits.some(({ role }) => role === 'segment'),
    }),
    ...(proof ? { proof } : {}),
    ...(read ? { plate: read.plate } : {}),
    ...(measures ? { measures } : {}),
    exhibits: [...exhibits],
  }
}

function zoneOf({ zone }: FindingRecord): Manifest['zone'] {
  const { id, version, name, polygon, bays, hours } = zone
  return { id, version, name, polygon, bays, hours }
}

function findingOf(record: FindingRecord): Manifest['finding'] {
  const { openedAt, at, dwell, reason } = record.event
  const unconfirmed = endsUnconfirmed(record) ? { wasConfirmed: false as const } : {}
  const common = { openedAt, at, dwell, reason: reason ?? null, ...unconfirmed }
  if (isFault(record)) return { ...common, trackId: null, class: null, box: null, fault: record.event.fault }
  const { trackId, class: seen, box, place, flags } = record.event
  return { ...common, trackId, class: seen, box, ...(place ? { place } : {}), ...(flags ? { flags } : {}) }
}
