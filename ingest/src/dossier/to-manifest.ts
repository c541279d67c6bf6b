import type { Manifest, SealedExhibit } from '@sightline/api/contract/dossier'
import { withDefaults } from '@sightline/detectors/rules/table'
import { isFault, type FindingRecord } from '../watch/finding-record.ts'
import type { ReadPlate } from './plate/read-plate.ts'
import type { SealedStage } from './spool-name.ts'
import { clockLimitMs, judgeStanding } from './standing.ts'

export interface ManifestInput {
  readonly record: FindingRecord
  readonly stage: SealedStage
  readonly chain: Manifest['chain']
  readonly exhibits: readonly SealedExhibit[]
  readonly hasGap: boolean
  /** Absent at a stage at which no plate is read. */
  readonly read?: Pick<ReadPlate, 'plate' | 'differs'>
  readonly sealedAt: number
  readonly software: Manifest['software']
}

/** The list that is signed: what is in the dossier, and all that was true when the event happened. */
export function toManifest(input: ManifestInput): Manifest {
  const { record, stage, chain, exhibits, hasGap, read, sealedAt, software } = input
  const { event, source, stream, rule, network, networks } = record
  const params = withDefaults(event.kind, rule.params)
  // A camera is looked at by the worker's clock: its own proves nothing of these times.
  const clock = isFault(record) ? { source: 'server-arrival' as const, offsetMs: null } : stream.clock
  return {
    format: 'sightline.dossier/1',
    ...{ findingId: event.findingId, stage, kind: event.kind, sealedAt, chain },
    source: { ...source, video: stream.video, fingerprint: stream.fingerprint },
    clock: { ...clock, limitMs: clockLimitMs },
    zone: zoneOf(record),
    rule: { id: rule.id, version: rule.version, params },
    ...{ network, software },
    ...(networks ? { networks } : {}),
    finding: findingOf(record),
    ...judgeStanding({
      approval: source.approval.state,
      clock,
      video: stream.video,
      hasGap,
      isRuleClueOnly: params['clueOnly'] === true,
      isBoundaryDoubtful: !isFault(record) && (record.event.flags?.includes('boundary_doubtful') ?? false),
      doPlatesDiffer: read?.differs ?? false,
      isOfCamera: isFault(record),
      hasVideo: exhibits.some(({ role }) => role === 'segment'),
    }),
    ...(read ? { plate: read.plate } : {}),
    exhibits: [...exhibits],
  }
}

function zoneOf({ zone }: FindingRecord): Manifest['zone'] {
  const { id, version, name, polygon, bays, hours } = zone
  return { id, version, name, polygon, bays, hours }
}

function findingOf(record: FindingRecord): Manifest['finding'] {
  const { openedAt, at, dwell, reason } = record.event
  const common = { openedAt, at, dwell, reason: reason ?? null }
  if (isFault(record)) return { ...common, trackId: null, class: null, box: null, fault: record.event.fault }
  const { trackId, class: seen, box, flags } = record.event
  return { ...common, trackId, class: seen, box, ...(flags ? { flags } : {}) }
}
