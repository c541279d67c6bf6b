import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { openedEnds } from '../law/opened.ts'
import { ruleIdSchema, sourceIdSchema } from './ids.ts'
import { route } from './route.ts'
import { atSchema } from './time.ts'

/** How many findings people said what of (`verdict.ts`). */
export const truthCountsSchema = z.object({
  right: z.int().nonnegative(),
  wrong: z.int().nonnegative(),
  unsaid: z.int().nonnegative(),
  open: z.int().nonnegative(),
})
export type TruthCounts = z.infer<typeof truthCountsSchema>

/** A share and the interval of 95 % in which the true one lies (Wilson). Null: of nothing. */
export const proportionSchema = z.object({
  hits: z.int().nonnegative(),
  tries: z.int().nonnegative(),
  share: z.number().min(0).max(1).nullable(),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
})

/** Precision: of the findings on which people said right or wrong, how many were right. The rest counts neither way. */
const figure = { counts: truthCountsSchema, precision: proportionSchema }
export const precisionFigureSchema = z.object(figure)
export type PrecisionFigure = z.infer<typeof precisionFigureSchema>

const kind = z.enum(violationKinds)

/** What became of findings of a kind of which people heard while their grace ran. */
export const graceFigureSchema = z.object({
  kind,
  confirmed: z.int().nonnegative(),
  ends: z.record(z.enum(openedEnds), z.int().nonnegative()),
  /** Put right after a reminder, of all of which it is known how they went on. */
  selfRectified: proportionSchema,
})
export type GraceFigure = z.infer<typeof graceFigureSchema>

export const precisionSchema = z.object({
  from: atSchema,
  to: atSchema,
  all: precisionFigureSchema,
  byKind: z.array(z.object({ kind, ...figure })),
  byRule: z.array(
    z.object({ ruleId: ruleIdSchema, kind, zoneName: z.string(), sourceName: z.string(), ...figure }),
  ),
  bySource: z.array(z.object({ sourceId: sourceIdSchema, sourceName: z.string(), ...figure })),
  /** Null, as `sha256`: about the camera itself, no model looked. */
  byModel: z.array(z.object({ model: z.string().nullable(), sha256: z.string().nullable(), ...figure })),
  /** Of the day in Asia/Shanghai; those of which there was any. */
  byHour: z.array(z.object({ hour: z.int().min(0).max(23), ...figure })),
  grace: z.array(graceFigureSchema).default([]),
})
export type Precision = z.infer<typeof precisionSchema>

/** Findings that opened in `from` <= t < `to`. */
export const precisionQuerySchema = z.object({
  from: z.coerce.number().pipe(atSchema),
  to: z.coerce.number().pipe(atSchema),
  sourceId: sourceIdSchema.optional(),
  kind: kind.optional(),
})

export const precisionRoutes = {
  read: route({
    method: 'GET',
    path: '/api/precision',
    access: 'precision.read',
    scope: 'unit',
    summary: 'How many findings people said were right, by kind, rule, source, model and hour',
    query: precisionQuerySchema,
    response: precisionSchema,
  }),
}
