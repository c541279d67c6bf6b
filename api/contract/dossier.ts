import { z } from 'zod'
import { clueReasons, standings } from '../law/standing.ts'
import { objectClasses } from '@sightline/detectors/detection'
import { findingFlags, findingStages, healthFaults, violationKinds } from '@sightline/detectors/finding'
import { proofCodes } from '@sightline/detectors/proof/claim'
import { sealedClothingSchema } from './clothing.ts'
import { boxSchema, polygonSchema, positionSchema, turnSchema } from './geometry.ts'
import { measuresSchema } from './measures.ts'
import { findingIdSchema, ruleIdSchema, sourceIdSchema, zoneIdSchema } from './ids.ts'
import { approvalSchema, sourceKinds, videoSchema } from './sources.ts'
import { atSchema, sha256Schema, sm3Schema } from './time.ts'
import { traceFrameSchema } from './trace-frame.ts'
import { hoursSpanSchema, ruleParamsSchema } from './zones.ts'

/** Stages that are sealed and handed over. Of `opened` only the fact: its recording is sealed with a confirmation, or never. */
export const sealedStages = ['opened', 'confirmed', 'closed'] as const
export type SealedStage = (typeof sealedStages)[number]

/**
 * A stage is sealed as it happens: `first` the fact with what shows it at once, then a `supplement` to it, with the
 * recording and what takes time. `whole`: all in one, as older workers did, and as is done for a camera's own faults.
 */
export const stageParts = ['whole', 'first', 'supplement'] as const
export type StagePart = (typeof stageParts)[number]

/** segment: untouched bytes off the camera. still: decoded from a segment. trace: the facts. overlay: a derivative. */
export const exhibitRoles = ['segment', 'still', 'trace', 'overlay'] as const

/** A fragment of a segment as it came off the wire, hashed at its first byte. */
export const fragmentSchema = z.object({
  at: atSchema,
  arrivedAt: atSchema,
  bytes: z.int().positive(),
  isKey: z.boolean(),
  sha256: sha256Schema,
})

/** A path inside a dossier, e.g. `opened/segment.mp4`. */
export const exhibitNameSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:[-./][a-z0-9]+)*$/)
  .max(100)
export const sealedExhibitSchema = z.object({
  name: exhibitNameSchema,
  role: z.enum(exhibitRoles),
  stage: z.enum(findingStages),
  /** Capture time shown (still) or first capture time contained (segment, trace). */
  at: atSchema,
  /** The exhibit of this stage that this one was made from, in whichever part; null for an original off the wire and for the trace. */
  of: exhibitNameSchema.nullable(),
  mime: z.enum(['video/mp4', 'image/jpeg', 'image/png', 'application/json']),
  bytes: z.int().positive(),
  sha256: sha256Schema,
  sm3: sm3Schema,
  /** Segments only: the init part's hash and every fragment's, from the moment it arrived. */
  initSha256: sha256Schema.optional(),
  fragments: z.array(fragmentSchema).optional(),
})
export type SealedExhibit = z.infer<typeof sealedExhibitSchema>

/** `not_read`: nobody looked for a plate, and `reason` says why. */
export const plateVerdicts = ['legible', 'not_legible', 'not_read'] as const
export const plateReasons = [
  'no_plate',
  'too_small',
  'too_few_frames',
  'not_a_plate',
  'frames_disagree',
  'low_confidence',
  'one_stage_only',
  'no_network',
  'no_picture',
  'reading_failed',
] as const
export const plateColours = ['blue', 'green', 'yellow'] as const

/** What the machine read on the accused vehicle: for comparing with what officers type, never instead of it. */
export const plateSchema = z.object({
  verdict: z.enum(plateVerdicts),
  /** What the frames say together; a text that is not legible is a hint. Empty: nothing. */
  text: z.string().max(40),
  /** 0..1, one per character of `text`: the mean over the frames, in which another character counts 0. */
  confidences: z.array(z.number().min(0).max(1)),
  colour: z.enum(plateColours).nullable(),
  /** Null: legible. */
  reason: z.enum(plateReasons).nullable(),
  /** Every picture that was looked at, with its least certain character's confidence. No text: no plate in it. */
  frames: z.array(
    z.object({
      at: atSchema,
      stage: z.enum(findingStages),
      text: z.string().max(40),
      confidence: z.number().min(0).max(1),
      /** How high the plate is in it. Absent: no plate, or an older worker. */
      heightPx: z.number().nonnegative().exactOptional(),
    }),
  ),
  networks: z.array(z.object({ name: z.string(), sha256: sha256Schema })),
})
export type Plate = z.infer<typeof plateSchema>

/**
 * The signed list of what a dossier holds. Stored as canonical JSON (RFC 8785), signed as those bytes with Ed25519;
 * `previous` chains it to the manifest that this worker sealed before.
 */
export const manifestSchema = z.object({
  format: z.literal('sightline.dossier/1'),
  findingId: findingIdSchema,
  stage: z.enum(sealedStages),
  /** Absent: `whole`. A supplement names the manifest of the first by its hash. */
  link: z
    .discriminatedUnion('part', [
      z.object({ part: z.literal('first') }),
      z.object({ part: z.literal('supplement'), first: sha256Schema }),
    ])
    .optional(),
  kind: z.enum(violationKinds),
  sealedAt: atSchema,
  chain: z.object({ keyId: z.string(), sequence: z.int().nonnegative(), previous: sha256Schema.nullable() }),
  source: z.object({
    id: sourceIdSchema,
    name: z.string(),
    kind: z.enum(sourceKinds),
    place: z.string(),
    position: positionSchema.nullable(),
    approval: approvalSchema,
    /** Null: nothing had come from the camera yet. */
    video: videoSchema.nullable(),
    /** SHA-256 over the stream's parameter sets: another camera on the same address does not match. Null: as `video`. */
    fingerprint: sha256Schema.nullable(),
    /** By how many degrees, clockwise, stills were turned, and the picture in which boxes and zone are. Segments are as the camera sent them. Absent: not at all. */
    turn: turnSchema.exactOptional(),
  }),
  /** Whose times these are. A finding about the camera itself is timed by the worker: `server-arrival`. */
  clock: z.object({
    source: z.enum(['camera-ntp', 'server-arrival']),
    offsetMs: z.number().nullable(),
    limitMs: z.number(),
  }),
  zone: z.object({
    id: zoneIdSchema,
    version: z.int().positive(),
    name: z.string(),
    polygon: polygonSchema,
    bays: z.array(polygonSchema),
    hours: z.array(hoursSpanSchema),
  }),
  rule: z.object({ id: ruleIdSchema, version: z.int().positive(), params: ruleParamsSchema }),
  /** The model whose detections the finding rests on; null: on none, it is about the camera itself. */
  network: z.object({ name: z.string(), sha256: sha256Schema, threshold: z.number() }).nullable(),
  /** Absent: no other looked at these frames. Else every one that did, with the first among them. */
  networks: z
    .array(
      z.object({
        name: z.string(),
        sha256: sha256Schema,
        threshold: z.number(),
        /** Enlarged parts of the picture that it looked at besides the whole. */
        closeUps: z.array(boxSchema).exactOptional(),
      }),
    )
    .optional(),
  /** The colours of clothes that it was judged by. Absent: by none. */
  clothing: sealedClothingSchema.optional(),
  software: z.object({ sightline: z.string(), ffmpeg: z.string() }),
  finding: z.object({
    /** Null, as are `class` and `box`: nothing was seen, and that is the finding. */
    trackId: z.int().nullable(),
    class: z.enum(objectClasses).nullable(),
    openedAt: atSchema,
    at: atSchema,
    box: boxSchema.nullable(),
    /** Where it settled: every look of the dwell stands there. Absent: of older workers, and where nothing was seen. */
    place: boxSchema.optional(),
    /** What is wrong with the camera. Absent: the finding is about something that was seen. */
    fault: z.enum(healthFaults).optional(),
    dwell: z.object({
      fromAt: atSchema,
      toAt: atSchema,
      seenFrames: z.int().nonnegative(),
      longestGapMs: z.number().nonnegative(),
    }),
    reason: z.string().nullable(),
    /** Of a closed stage: false: it ended before it was confirmed, and nothing comes of it. Absent: it was confirmed. */
    wasConfirmed: z.literal(false).exactOptional(),
    /** What a reviewer must know of it besides. Absent: nothing to say. */
    flags: z.array(z.enum(findingFlags)).readonly().optional(),
  }),
  /**
   * What the worker's own check of the claim found against it, from the trace alone (`detectors/proof`): nothing, or codes
   * with the times of the looks that fail. Absent: of older workers, of a camera's fault, or of what was not checked.
   */
  proof: z
    .object({
      failures: z.array(z.object({ code: z.enum(proofCodes), at: z.array(atSchema).readonly() })).readonly(),
    })
    .optional(),
  standing: z.enum(standings),
  clueReasons: z.array(z.enum(clueReasons)),
  /** Null: the rule accuses no vehicle. Absent: of a stage at which none is read, of an older worker, or kept from who is to read it blind. */
  plate: plateSchema.nullable().optional(),
  /** Of a confirmed stage whose pictures are here. Absent: of an older worker, or of another stage or part. */
  measures: measuresSchema.optional(),
  exhibits: z.array(sealedExhibitSchema).min(1),
})
export type Manifest = z.infer<typeof manifestSchema>
export const partOf = ({ link }: Pick<Manifest, 'link'>): StagePart => link?.part ?? 'whole'

/** Looks at a camera, one each second from `fromAt` to `toAt`, that all said the same. Not `isSure`: other faults may hold. */
export const healthRunSchema = z.object({
  fromAt: atSchema,
  toAt: atSchema,
  faults: z.array(z.enum(healthFaults)).readonly(),
  isSure: z.boolean(),
})

/** The trace exhibit: one row a judged frame, or the looks at the camera, from which `replay` recomputes the finding. */
export const traceSchema = z.object({
  format: z.literal('sightline.trace/1'),
  sourceId: sourceIdSchema,
  /** Null: of a camera fault, which has no frames. */
  trackId: z.int().nullable(),
  /** The rule came into force with this frame: those before it were not judged by it. Absent: all were. */
  judgedFrom: atSchema.exactOptional(),
  /** The smallest thing that a stay of the rule could begin with, from which frame on. Absent, or null: any. */
  least: z
    .array(
      z.object({
        fromAt: atSchema,
        least: z.object({ side: z.enum(['width', 'height']), share: z.number() }).nullable(),
      }),
    )
    .exactOptional(),
  /** Of a camera fault only. */
  looks: z.array(healthRunSchema).optional(),
  frames: z.array(traceFrameSchema),
})
export type Trace = z.infer<typeof traceSchema>
