import { z } from 'zod'
import { stayKinds } from '@sightline/detectors/finding'
import { boxSchema } from './geometry.ts'
import { findingIdSchema, ruleIdSchema, shadowRunIdSchema, sourceIdSchema, zoneIdSchema } from './ids.ts'
import { wantedModelSchema } from './models.ts'
import { line } from './text.ts'
import { atSchema } from './time.ts'

/**
 * A model that a worker runs beside those in force on some of its sources. What it finds goes to the api by a way of its own
 * (`shadowReportSchema`): no dossier is sealed, and nobody is told.
 */
export const wantedShadowSchema = z.object({
  runId: shadowRunIdSchema,
  model: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), wanted: wantedModelSchema }),
    z.object({ kind: z.literal('built_in'), name: line(60) }),
  ]),
  sourceIds: z.array(sourceIdSchema),
  /** The most of one core that it may take. */
  cpuPercent: z.int().min(1).max(100),
})
export type WantedShadow = z.infer<typeof wantedShadowSchema>

/**
 * Why a picture that those in force looked at was not shown to the shadow. `opening`: it is not there (yet). `behind`: the
 * worker has enough to do. `busy`: it still looks at the one before. `budget`: it has used its share. `failed`: it could not
 * look. `idle`: no rule of the source reads what it reports.
 */
export const shadowDrops = ['opening', 'behind', 'busy', 'budget', 'failed', 'idle'] as const
export type ShadowDrop = (typeof shadowDrops)[number]

const count = z.int().nonnegative()
/** What a worker counted of a source since the shadow began there. */
export const shadowCountsSchema = z.object({
  /** Pictures that those in force looked at and judged by. */
  looks: count,
  /** Of those, shown to the shadow too. */
  looked: count,
  dropped: z.object({
    opening: count,
    behind: count,
    busy: count,
    budget: count,
    failed: count,
    idle: count,
  }),
  /** What its looks took in all, and the slowest, ms. */
  ms: z.number().nonnegative(),
  slowestMs: z.number().nonnegative(),
  /** Time of a processor that its looks at this source took, ms. */
  cpuMs: z.number().nonnegative(),
  /** The most memory that its process held after a look, bytes. 0: not told, by workers of before and in runs of then. */
  residentBytes: count.default(0),
  /** Since it began there, ms. */
  elapsedMs: z.number().nonnegative(),
  /** Of the pictures that it is shown and of its own input, px. Null: none yet. */
  sizes: z
    .object({
      shown: z.object({ width: count, height: count }),
      input: z.object({ width: count, height: count }),
    })
    .nullable(),
  /** Findings that could not be told, because too many waited. */
  lost: count,
})
export type ShadowCounts = z.infer<typeof shadowCountsSchema>

/** shadow: found by the model beside. in_force: found by those in force meanwhile, to compare it by. */
export const shadowSides = ['shadow', 'in_force'] as const
export type ShadowSide = (typeof shadowSides)[number]

/** The most bytes of a picture, JPEG. */
export const maxShadowPictureBytes = 36_000
const maxPictureChars = Math.ceil((maxShadowPictureBytes * 4) / 3) + 4

const told = { side: z.enum(shadowSides), findingId: findingIdSchema }
export const shadowEventSchema = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('confirmed'),
    ...told,
    zoneId: zoneIdSchema,
    ruleId: ruleIdSchema,
    ruleVersion: z.int().positive(),
    kind: z.enum(stayKinds),
    openedAt: atSchema,
    confirmedAt: atSchema,
    box: boxSchema,
    /** Looks in force from the first proof of the stay on, and how many of them the shadow shared. 0 and 0: nobody counted. */
    looks: count,
    shared: count,
    /** Base64 of a small JPEG of that moment, without marks; null: there is none, or enough have been sent. */
    picture: z.base64().max(maxPictureChars).nullable(),
  }),
  z.object({ stage: z.literal('closed'), ...told, closedAt: atSchema }),
])
export type ShadowEvent = z.infer<typeof shadowEventSchema>

/** The most events of one report: with their pictures well below what a call may hold. */
export const mostShadowEvents = 8

/** worker -> api: what a shadow found and cost on one source. The events again change nothing. */
export const shadowReportSchema = z.object({
  workerId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  runId: shadowRunIdSchema,
  sourceId: sourceIdSchema,
  /** When it began there. */
  beganAt: atSchema,
  counts: shadowCountsSchema,
  /** Why it does not look, as a code; null: it does. */
  fault: z
    .string()
    .regex(/^\w{1,60}$/)
    .nullable(),
  events: z.array(shadowEventSchema).max(mostShadowEvents),
})
export type ShadowReport = z.infer<typeof shadowReportSchema>

/** Before the text that the worker signs: a report is no other call. */
export const shadowReportContext = 'sightline shadow report 1\n'
