import { z } from 'zod'
import { manifestSchema } from '@sightline/api/contract/dossier'
import { boxSchema } from '@sightline/api/contract/geometry'
import { findingIdSchema } from '@sightline/api/contract/ids'
import { atSchema } from '@sightline/api/contract/time'
import { ruleSchema, zoneSchema } from '@sightline/api/contract/zones'
import { objectClasses } from '@sightline/detectors/detection'
import { closeReasons, findingFlags, findingStages, violationKinds } from '@sightline/detectors/finding'

/** A finding event as it is saved until it has been carried out. */
const eventSchema = z.object({
  findingId: findingIdSchema,
  ruleId: z.string(),
  ruleVersion: z.int(),
  zoneId: z.string(),
  zoneVersion: z.int(),
  kind: z.enum(violationKinds),
  stage: z.enum(findingStages),
  at: atSchema,
  openedAt: atSchema,
  trackId: z.int(),
  class: z.enum(objectClasses),
  box: boxSchema,
  dwell: z.object({
    fromAt: atSchema,
    toAt: atSchema,
    seenFrames: z.int(),
    longestGapMs: z.number(),
  }),
  reason: z.enum(closeReasons).optional(),
  flags: z.array(z.enum(findingFlags)).readonly().optional(),
})

const shape = manifestSchema.shape

/** What was true of the stream when an event happened; null where no sample had come yet. */
export const streamFactsSchema = z.object({
  video: shape.source.shape.video,
  fingerprint: shape.source.shape.fingerprint,
  clock: shape.clock.pick({ source: true, offsetMs: true }),
})
export type StreamFacts = z.infer<typeof streamFactsSchema>

/** An event with everything its dossier needs to say of that moment: later changes do not alter it. */
export const findingRecordSchema = z.object({
  event: eventSchema,
  source: shape.source.omit({ video: true, fingerprint: true }),
  rule: ruleSchema,
  zone: zoneSchema,
  network: shape.network,
  stream: streamFactsSchema,
  /** Whether the finding had been confirmed before this event. */
  wasConfirmed: z.boolean(),
  /** The tracks that have shown this stay so far. */
  trackIds: z.array(z.int()),
  /** The first proof of the stay. */
  stayFromAt: atSchema,
})
export type FindingRecord = z.infer<typeof findingRecordSchema>
export type FindingEventRecord = FindingRecord['event']

/** A finding that has opened and not closed: under which rule and zone, as they were then. */
export const openFindingSchema = z.object({
  findingId: findingIdSchema,
  rule: ruleSchema,
  zone: zoneSchema,
  stayFromAt: atSchema,
  isConfirmed: z.boolean(),
  trackIds: z.array(z.int()),
})
export type OpenFinding = z.infer<typeof openFindingSchema>
