import type { WantedSource } from '@sightline/api/contract/workers'
import { findingIdSchema } from '@sightline/api/contract/ids'
import type { FindingEvent } from '@sightline/detectors/finding'
import type { SceneState } from '@sightline/detectors/scene'
import { rulesInForce } from './bind-rules.ts'
import type { FindingRecord, OpenFinding, StreamFacts } from './finding-record.ts'

export interface RecordContext {
  readonly source: WantedSource
  readonly network: FindingRecord['network']
  readonly stream: StreamFacts
}

/** Each event with what was true when it happened. An event of an unknown finding and rule is a defect, and thrown. */
export function toRecords(
  events: readonly FindingEvent[],
  open: readonly OpenFinding[],
  { source, network, stream }: RecordContext,
): readonly FindingRecord[] {
  const { id, name, kind, place, position, approval } = source
  return events.map((event) => {
    const findingId = findingIdSchema.parse(event.findingId)
    const known = open.find((finding) => finding.findingId === findingId)
    const bound = known ?? rulesInForce(source).find(({ rule }) => rule.id === event.ruleId)
    if (!bound) throw new Error(`finding ${findingId} of a rule that is not in force`)
    return {
      event: { ...event, findingId },
      source: { id, name, kind, place, position, approval },
      rule: bound.rule,
      zone: bound.zone,
      network,
      stream,
      wasConfirmed: known?.isConfirmed ?? false,
      trackIds: [...new Set([...(known?.trackIds ?? []), event.trackId])],
      stayFromAt: known?.stayFromAt ?? event.dwell.fromAt,
    }
  })
}

/** The open findings after these events, each with the tracks that show it now. */
export function followOpen(
  open: readonly OpenFinding[],
  records: readonly FindingRecord[],
  { stays }: SceneState,
): OpenFinding[] {
  const closed = new Set(
    records.filter(({ event }) => event.stage === 'closed').map((r) => r.event.findingId),
  )
  const confirmed = new Set(
    records.filter(({ event }) => event.stage === 'confirmed').map((r) => r.event.findingId),
  )
  const opened = records
    .filter(({ event }) => event.stage === 'opened')
    .map(({ event, rule, zone, stayFromAt, trackIds }) => ({
      ...{ findingId: event.findingId, rule, zone, stayFromAt, trackIds },
      isConfirmed: false,
    }))
  return [...open, ...opened]
    .filter(({ findingId }) => !closed.has(findingId))
    .map((finding) => {
      const shownBy = stays.find((stay) => stay.finding?.id === finding.findingId)?.trackId
      return {
        ...finding,
        isConfirmed: finding.isConfirmed || confirmed.has(finding.findingId),
        trackIds:
          shownBy === undefined || finding.trackIds.includes(shownBy)
            ? finding.trackIds
            : [...finding.trackIds, shownBy],
      }
    })
}
