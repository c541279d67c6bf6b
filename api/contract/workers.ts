import { z } from 'zod'
import { clothingSchema } from './clothing.ts'
import { heightsSchema, positionSchema, turnSchema } from './geometry.ts'
import { sourceIdSchema } from './ids.ts'
import { idleModelSchema, loadedModelSchema, wantedModelSchema } from './models.ts'
import { wantedShadowSchema } from './shadow-report.ts'
import { speechSchema, spokenSchema } from './speech.ts'
import { approvalSchema, sourceKinds, sourceStateSchema, streamUrlSchema } from './sources.ts'
import { credential, line, paragraph } from './text.ts'
import { ruleSchema, zoneSchema } from './zones.ts'

/**
 * A worker's call, once a second: how its sources do, and (the answer) what it shall watch. A source belongs to one
 * worker at a time; the lease is given here and nowhere else.
 */
export const reconcileRequestSchema = z.object({
  workerId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  capacity: z.int().nonnegative(),
  model: z.object({ name: line(60), sha256: line(64) }).nullable(),
  /** Every model this worker was told to run, the one that looks at whole pictures first. */
  models: z.array(loadedModelSchema).max(100).default([]),
  /** What became of what it took up, until the api has heard it. Absent in what an older worker says. */
  spoken: z.array(spokenSchema).max(100).default([]),
  states: z.array(z.object({ sourceId: sourceIdSchema, state: sourceStateSchema })),
  /** Models of this build that it could run besides and does not: what a shadow may be of. */
  idle: z.array(idleModelSchema).max(20).default([]),
  /** Where the api finds the live view of this worker's sources. Absent: it offers none. */
  liveUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(/^[\x21-\x7E]+$/, 'an address in plain ASCII')
    .optional(),
})
export type ReconcileRequest = z.infer<typeof reconcileRequestSchema>

/**
 * The call as it travels: its JSON text, byte for byte as the worker signed it (after `workerCallContext`). A worker's id
 * belongs to the key that first came with it: the token alone takes nobody's sources away.
 */
export const signedCallSchema = z.object({
  call: credential(1_000_000),
  publicKeyPem: paragraph(500),
  /** Ed25519, base64. */
  signature: line(200),
})
/** In every signed call beside what it says: when it was said, by the worker's clock, and a name that no other call has. */
export const saidOnceSchema = z.object({ at: z.int(), nonce: z.uuid() })
/** A worker's clock may be off by so much, ms; so long a call is remembered, so that nobody says it again. */
export const mostClockOffMs = 120_000
export const workerCallContext = 'sightline worker call 1\n'

/** A source as its worker needs it. `sealedPassword` opens with `passwordContext`. */
export const wantedSourceSchema = z.object({
  id: sourceIdSchema,
  version: z.int(),
  name: z.string(),
  kind: z.enum(sourceKinds),
  place: z.string(),
  position: positionSchema.nullable(),
  url: streamUrlSchema,
  user: z.string(),
  sealedPassword: z.string().nullable(),
  approval: approvalSchema,
  /** Absent in what an older api says. */
  turn: turnSchema.default(0),
  heights: heightsSchema.default([]),
  zones: z.array(zoneSchema),
  rules: z.array(ruleSchema),
  /** Null, or absent in what an older api says: nothing is judged by the colour of clothes. */
  clothing: clothingSchema.nullable().default(null),
})
export type WantedSource = z.infer<typeof wantedSourceSchema>
export const reconcileAnswerSchema = z.object({
  sources: z.array(wantedSourceSchema),
  leaseMs: z.int().positive(),
  /** The admin's models to run besides the worker's own. */
  models: z.array(wantedModelSchema).default([]),
  /** A model to run beside those in force, on sources of this worker; null: none. */
  shadow: wantedShadowSchema.nullable().default(null),
  /** To be said now at its sources, told once. */
  speech: z.array(speechSchema).default([]),
})
export type ReconcileAnswer = z.infer<typeof reconcileAnswerSchema>
