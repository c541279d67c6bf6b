import type { WantedSource } from '@sightline/api/contract/workers'
import { findingIdSchema } from '@sightline/api/contract/ids'
import { declaredClothingName, hintOf } from '@sightline/api/law/standing'
import type { FindingEvent, HealthEvent } from '@sightline/detectors/finding'
import type { SceneState } from '@sightline/detectors/scene'
import type { LookedWith } from '../perceive/infer/model-set.ts'
import { rulesInForce } from '../sources/bind-rules.ts'
import {
  isFault,
  type FaultRecord,
  type FindingRecord,
  type OpenFinding,
  type StayRecord,
  type StreamFacts,
} from './finding-record.ts'

export interface RecordContext {
  readonly source: WantedSource
  /** The models that looked, the main one first. */
  readonly by: readonly LookedWith[]
  readonly stream: StreamFacts
}

/** Each event with what was true when it happened. An event of an unknown finding and rule is a defect, and thrown. */
export function toRecords(
  events: readonly FindingEvent[],
  open: readonly OpenFinding[],
  context: RecordContext,
): readonly StayRecord[] {
  return events.map((event) => {
    const { by: looking, ...about } = context
    const by = withHint(looking, event, open)
    const network = restsOn(event, by)
    const { findingId, trackIds, ...common } = commonOf(event, open, { ...about, network })
    return {
      ...common,
      ...(by.length > 1 || by.some(({ closeUps }) => closeUps) ? { networks: by.map(asLooked) } : {}),
      ...clothingOf(by, context.source),
      event: { ...event, findingId },
      trackIds: [...new Set([...trackIds, ...event.trackIds, event.trackId])],
    }
  })
}

/** Those who look, and the hint that opened the finding: of some of its looks nobody else told. */
function withHint(
  by: readonly LookedWith[],
  event: FindingEvent,
  open: readonly OpenFinding[],
): readonly LookedWith[] {
  const hint = open.find(({ findingId }) => findingId === event.findingId)?.hint
  if (!hint) return by
  const known = by.find(({ name }) => name === hint.name)
  const told = { ...hint, ...known, classes: [...(known?.classes ?? []), event.class] }
  return known ? by.map((one) => (one === known ? told : one)) : [...by, told]
}

/** A model as it stands in the evidence. */
const asEvidence = ({ name, sha256, threshold }: LookedWith) => ({ name, sha256, threshold })

const asLooked = (one: LookedWith) => ({
  ...asEvidence(one),
  ...(one.closeUps && { closeUps: [...one.closeUps] }),
})

/** The colours that clothes were judged by, where they were. */
function clothingOf(by: readonly LookedWith[], { clothing }: WantedSource) {
  if (!clothing || !by.some(({ name }) => name === declaredClothingName)) return {}
  const { version, samples, light } = clothing
  return { clothing: { version, samples, light } }
}

/**
 * The first that reports the finding's class; the main one where none does. What can be a mere hint is taken for one: nobody
 * tells any more which of its looks a model told and which were concluded.
 */
function restsOn(event: FindingEvent, by: readonly LookedWith[]): FindingRecord['network'] {
  const telling = by.filter(({ classes }) => classes.includes(event.class))
  const found = telling.find((one) => hintOf(one) !== null) ?? telling[0] ?? by[0]
  return found ? asEvidence(found) : null
}

export interface FaultContext extends Pick<RecordContext, 'source' | 'stream'> {
  readonly log: FaultRecord['log']
  readonly newestAt: FaultRecord['newestAt']
}

/** The same for what was concluded of the camera itself. */
export function toFaultRecords(
  events: readonly HealthEvent[],
  open: readonly OpenFinding[],
  { log, newestAt, ...context }: FaultContext,
): readonly FaultRecord[] {
  return events.map((event) => {
    const { findingId, trackIds: _none, ...common } = commonOf(event, open, { ...context, network: null })
    return { ...common, event: { ...event, findingId }, log, newestAt }
  })
}

function commonOf(
  event: FindingEvent | HealthEvent,
  open: readonly OpenFinding[],
  { source, network, stream }: Omit<RecordContext, 'by'> & Pick<FindingRecord, 'network'>,
) {
  const { id, name, kind, place, position, approval, turn } = source
  const findingId = findingIdSchema.parse(event.findingId)
  const known = open.find((finding) => finding.findingId === findingId)
  const bound = known ?? rulesInForce(source).find(({ rule }) => rule.id === event.ruleId)
  if (!bound) throw new Error(`finding ${findingId} of a rule that is not in force`)
  return {
    findingId,
    source: { id, name, kind, place, position, approval, ...(turn !== 0 && { turn }) },
    rule: bound.rule,
    zone: bound.zone,
    network,
    stream,
    wasConfirmed: known?.isConfirmed ?? false,
    stayFromAt: known?.stayFromAt ?? event.dwell.fromAt,
    trackIds: known?.trackIds ?? [],
  }
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
    .map((record) => ({
      findingId: record.event.findingId,
      rule: record.rule,
      zone: record.zone,
      stayFromAt: record.stayFromAt,
      trackIds: isFault(record) ? [] : record.trackIds,
      isConfirmed: false,
      ...(record.network && hintOf(record.network) && { hint: record.network }),
    }))
  return [...open, ...opened]
    .filter(({ findingId }) => !closed.has(findingId))
    .map((finding) => {
      const last = records.findLast(({ event }) => event.findingId === finding.findingId)
      const shownBy = stays.find((stay) => stay.finding?.id === finding.findingId)?.trackId
      return {
        ...finding,
        ...(last ? { facts: factsOf(last) } : {}),
        isConfirmed: finding.isConfirmed || confirmed.has(finding.findingId),
        trackIds:
          shownBy === undefined || finding.trackIds.includes(shownBy)
            ? finding.trackIds
            : [...finding.trackIds, shownBy],
      }
    })
}

function factsOf(record: FindingRecord): NonNullable<OpenFinding['facts']> {
  const { source, network, networks, clothing, stream } = record
  const newestAt = isFault(record) ? record.newestAt : null
  return { source, network, stream, newestAt, ...(networks && { networks }), ...(clothing && { clothing }) }
}

/** What ended a finding that nobody watches any more, by what was true at its event before; null: that was not kept. */
export function toEndRecord(
  event: FindingEvent | HealthEvent,
  open: readonly OpenFinding[],
  log: FaultRecord['log'],
): FindingRecord | null {
  const findingId = findingIdSchema.parse(event.findingId)
  const known = open.find((finding) => finding.findingId === findingId)
  if (!known?.facts) return null
  const { isConfirmed: wasConfirmed, trackIds, rule, zone, stayFromAt } = known
  const { newestAt, ...facts } = known.facts
  const common = { ...facts, rule, zone, stayFromAt, wasConfirmed }
  if ('fault' in event) return { ...common, event: { ...event, findingId }, log, newestAt }
  return {
    ...common,
    event: { ...event, findingId },
    trackIds: [...new Set([...trackIds, ...event.trackIds, event.trackId])],
  }
}
