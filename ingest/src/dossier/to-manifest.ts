import type { Manifest, SealedExhibit } from '@sightline/api/contract/dossier'
import { withDefaults } from '@sightline/detectors/rules/table'
import type { FindingRecord } from '../watch/finding-record.ts'
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
  const { event, source, stream, rule, network } = record
  const params = withDefaults(event.kind, rule.params)
  return {
    format: 'sightline.dossier/1',
    ...{ findingId: event.findingId, stage, kind: event.kind, sealedAt, chain },
    source: { ...source, video: stream.video, fingerprint: stream.fingerprint },
    clock: { ...stream.clock, limitMs: clockLimitMs },
    zone: zoneOf(record),
    rule: { id: rule.id, version: rule.version, params },
    ...{ network, software },
    finding: findingOf(record),
    ...judgeStanding({
      approval: source.approval.state,
      clock: stream.clock,
      video: stream.video,
      hasGap,
      isRuleClueOnly: params['clueOnly'] === true,
      isBoundaryDoubtful: event.flags?.includes('boundary_doubtful') ?? false,
      doPlatesDiffer: read?.differs ?? false,
    }),
    ...(read ? { plate: read.plate } : {}),
    exhibits: [...exhibits],
  }
}

function zoneOf({ zone }: FindingRecord): Manifest['zone'] {
  const { id, version, name, polygon, bays, hours } = zone
  return { id, version, name, polygon, bays, hours }
}

function findingOf({ event }: FindingRecord): Manifest['finding'] {
  const { trackId, class: seen, openedAt, at, box, dwell, reason, flags } = event
  const noted = flags ? { flags } : {}
  return { trackId, class: seen, openedAt, at, box, dwell, reason: reason ?? null, ...noted }
}
