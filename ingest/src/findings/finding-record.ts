import { z } from 'zod'
import { healthRunSchema, manifestSchema } from '@sightline/api/contract/dossier'
import { boxSchema } from '@sightline/api/contract/geometry'
import { findingIdSchema } from '@sightline/api/contract/ids'
import { atSchema } from '@sightline/api/contract/time'
import { ruleSchema, zoneSchema } from '@sightline/api/contract/zones'
import { objectClasses } from '@sightline/detectors/detection'
import {
  closeReasons,
  findingFlags,
  findingStages,
  healthFaults,
  violationKinds,
} from '@sightline/detectors/finding'
import { parseHealth, type HealthRecord } from '@sightline/detectors/rules/health'

/** A finding event as it is saved until it has been carried out. */
const conclusionSchema = z.object({
  findingId: findingIdSchema,
  ruleId: z.string(),
  ruleVersion: z.int(),
  zoneId: z.string(),
  zoneVersion: z.int(),
  kind: z.enum(violationKinds),
  stage: z.enum(findingStages),
  at: atSchema,
  openedAt: atSchema,
  dwell: z.object({
    fromAt: atSchema,
    toAt: atSchema,
    seenFrames: z.int(),
    longestGapMs: z.number(),
  }),
  reason: z.enum(closeReasons).optional(),
})
const stayEventSchema = conclusionSchema.extend({
  trackId: z.int(),
  /** Absent, as is `place`, in what was saved by older workers. */
  trackIds: z.array(z.int()).readonly().optional(),
  class: z.enum(objectClasses),
  box: boxSchema,
  place: boxSchema.optional(),
  flags: z.array(z.enum(findingFlags)).readonly().optional(),
})
const faultEventSchema = conclusionSchema.extend({ fault: z.enum(healthFaults) })

const shape = manifestSchema.shape

/** What was true of the stream when an event happened; null where no sample had come yet. */
export const streamFactsSchema = z.object({
  video: shape.source.shape.video,
  fingerprint: shape.source.shape.fingerprint,
  clock: shape.clock.pick({ source: true, offsetMs: true }),
})
export type StreamFacts = z.infer<typeof streamFactsSchema>

const healthRecordSchema = z.custom<HealthRecord>((json) => parseHealth(json) !== null, 'no health record')
/** The looks at the camera that its open faults rest on (`HealthLog`). */
export const healthLogSchema = z.object({
  start: healthRecordSchema,
  runs: z.array(healthRunSchema).readonly(),
})
/** What a watch remembers of its camera's health. */
export const savedHealthSchema = z.object({ record: healthRecordSchema, log: healthLogSchema })

const recordSchema = z.object({
  source: shape.source.omit({ video: true, fingerprint: true }),
  rule: ruleSchema,
  zone: zoneSchema,
  network: shape.network,
  networks: shape.networks,
  clothing: shape.clothing,
  stream: streamFactsSchema,
  /** Whether the finding had been confirmed before this event. */
  wasConfirmed: z.boolean(),
  /** The first proof of the stay, or of the fault. */
  stayFromAt: atSchema,
})
/** Of a finding about a stay of something that was seen. */
export const stayRecordSchema = recordSchema.extend({
  event: stayEventSchema,
  /** The tracks that have shown this stay so far. */
  trackIds: z.array(z.int()),
})
/** Of a finding about the camera itself. */
export const faultRecordSchema = recordSchema.extend({
  event: faultEventSchema,
  log: healthLogSchema,
  /** Capture time of the newest picture that had been recorded; null: none. */
  newestAt: atSchema.nullable(),
})

/** An event with everything its dossier needs to say of that moment: later changes do not alter it. */
export const findingRecordSchema = z.union([stayRecordSchema, faultRecordSchema])
export type StayRecord = z.infer<typeof stayRecordSchema>
export type FindingEventRecord = StayRecord['event']
export type FaultRecord = z.infer<typeof faultRecordSchema>
export type FindingRecord = StayRecord | FaultRecord

export const isFault = (record: FindingRecord): record is FaultRecord => 'log' in record
/** What ends in grace: nothing comes of it, and its recording is not kept. */
export const endsUnconfirmed = ({
  event,
  wasConfirmed,
}: Pick<FindingRecord, 'event' | 'wasConfirmed'>): boolean => event.stage === 'closed' && !wasConfirmed
export const isSameEvent = (a: FindingRecord['event'], b: FindingRecord['event']): boolean =>
  a.findingId === b.findingId && a.stage === b.stage

/** What was true at an event of a finding, whoever ends it later. */
const factsSchema = recordSchema
  .pick({ source: true, network: true, networks: true, clothing: true, stream: true })
  .extend({ newestAt: faultRecordSchema.shape.newestAt.default(null) })

/** A finding that has opened and not closed: under which rule and zone, as they were then. */
export const openFindingSchema = z.object({
  findingId: findingIdSchema,
  rule: ruleSchema,
  zone: zoneSchema,
  stayFromAt: atSchema,
  isConfirmed: z.boolean(),
  trackIds: z.array(z.int()),
  /** As of its last event; absent in what was saved by older workers. */
  facts: factsSchema.optional(),
  /** By what it was opened, where that is a hint: a model that is installed meanwhile makes it none the less one. */
  hint: shape.network.unwrap().exactOptional(),
})
export type OpenFinding = z.infer<typeof openFindingSchema>
