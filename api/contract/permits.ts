import { z } from 'zod'
import { permitAnswers, permitKinds } from '../law/permits.ts'
import { permitIdSchema, zoneIdSchema } from './ids.ts'
import { route } from './route.ts'
import { atSchema, pageOf, pageQuerySchema } from './time.ts'
import { hoursSpanSchema } from './zones.ts'
import { line, paragraph, search } from './text.ts'

export const permitKindSchema = z.enum(permitKinds)

const isRealDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
/** A day of the calendar in Asia/Shanghai, `2026-11-22`. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-11-22')
  .refine(isRealDay, 'no such day in the calendar')

const shape = {
  kind: permitKindSchema,
  /** Of the document; one permit in force a kind and number. */
  number: line(60).min(1),
  holder: line(80).min(1),
  /** Zones that it covers, of any sources. */
  zoneIds: z.array(zoneIdSchema).min(1).max(200),
  /** Of the vehicle that it is for; null: for no vehicle in particular. */
  plate: line(12).nullable().default(null),
  stall: line(40).nullable().default(null),
  fromDay: daySchema,
  /** The last day, itself included. */
  toDay: daySchema,
  hours: z.array(hoursSpanSchema).max(28).default([]),
  note: paragraph(1000).default(''),
}
const isInOrder = ({ fromDay, toDay }: { fromDay: string; toDay: string }): boolean => fromDay <= toDay
const outOfOrder = { path: ['toDay'], message: 'not before fromDay' }

/** As of today in Asia/Shanghai; `in_force` looks at the days only. */
export const permitStates = ['upcoming', 'in_force', 'ended', 'withdrawn'] as const
export type PermitState = (typeof permitStates)[number]

const coveredZoneSchema = z.object({ id: zoneIdSchema, name: z.string(), sourceName: z.string() })
/** A published version of a permit. A change makes a new one; old ones stay readable for ever. */
export const permitSchema = z.object({
  id: permitIdSchema,
  version: z.int().positive(),
  ...shape,
  zones: z.array(coveredZoneSchema),
  /** Why it was withdrawn with this version; null: it stands. */
  withdrawnFor: z.string().nullable(),
  state: z.enum(permitStates),
  recordedAt: atSchema,
  recordedBy: z.string(),
})
export type Permit = z.infer<typeof permitSchema>

export const newPermitSchema = z.object(shape).refine(isInOrder, outOfOrder)
export const changePermitSchema = z
  .object({ version: z.int().positive(), ...shape })
  .refine(isInOrder, outOfOrder)
export const withdrawPermitSchema = z.object({
  version: z.int().positive(),
  reason: paragraph(500).min(1),
})
export const permitFilterSchema = pageQuerySchema.extend({
  /** Part of a holder, number, plate or zone name. */
  q: search(80).optional(),
  zoneId: zoneIdSchema.optional(),
  state: z.enum(permitStates).optional(),
})

/** The columns of a pasted table, by what is wrong with one; screens have the fix in words. */
export const importProblemCodes = [
  'no_table',
  'unknown_column',
  'missing_column',
  'double_column',
  'too_many_rows',
  'too_many_cells',
  'open_quote',
  'bad_text',
  'empty',
  'too_long',
  'bad_kind',
  'bad_day',
  'days_reversed',
  'bad_hours',
  'bad_plate',
  'zone_unknown',
  'zone_ambiguous',
  'number_taken',
  'number_twice',
] as const
export type ImportProblemCode = (typeof importProblemCodes)[number]
export const importColumns = [
  'kind',
  'number',
  'holder',
  'zones',
  'plate',
  'stall',
  'fromDay',
  'toDay',
  'hours',
  'note',
] as const
export type ImportColumn = (typeof importColumns)[number]

export const importProblemSchema = z.object({
  /** Line of the pasted text, from 1; the heading is line 1. */
  line: z.int().positive(),
  /** Null: the line or the table as a whole. */
  column: z.enum(importColumns).nullable(),
  code: z.enum(importProblemCodes),
  /** What stood there. */
  found: z.string(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

/** `dryRun`: only look. Else all rows are registered, or none. */
export const importPermitsSchema = z.object({ text: z.string().max(800_000), dryRun: z.boolean() })
export const importAnswerSchema = z.object({
  rows: z.array(
    z.object({
      line: z.int().positive(),
      kind: permitKindSchema.nullable(),
      number: z.string(),
      holder: z.string(),
      zones: z.array(z.string()),
      plate: z.string().nullable(),
      stall: z.string().nullable(),
      fromDay: z.string(),
      toDay: z.string(),
      hours: z.array(hoursSpanSchema),
      note: z.string(),
    }),
  ),
  problems: z.array(importProblemSchema),
  created: z.int().nonnegative(),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

/** What became of a permit after the act: `registered` then or changed so that it covers it only since. */
export const permitLaters = ['withdrawn', 'changed', 'registered'] as const
/** A permit that covered a zone during a stay: all of it, or a part. */
export const permitHitSchema = z.object({
  id: permitIdSchema,
  version: z.int().positive(),
  kind: permitKindSchema,
  number: z.string(),
  holder: z.string(),
  plate: z.string().nullable(),
  stall: z.string().nullable(),
  fromDay: daySchema,
  toDay: daySchema,
  hours: z.array(hoursSpanSchema),
  note: z.string(),
  cover: z.enum(['whole', 'part']),
  later: z.enum(permitLaters).nullable(),
})
export type PermitHit = z.infer<typeof permitHitSchema>

/** The permits of an alert's place and time. `machineMatches` is null for whoever may not know what the machine read. */
export const alertPermitsSchema = z.object({
  isAsked: z.boolean(),
  items: z.array(permitHitSchema.extend({ machineMatches: z.boolean().nullable() })),
})

/** 有许可, 无许可, 未查明: what an officer found out; `unknown` says why. */
export const permitAnswerSchema = z.object({
  answer: z.enum(permitAnswers),
  reason: paragraph(500).default(''),
})

/** A permit as a review names it: which version was listed, whether it covered all of the stay, and whether it is for the plate that the officer typed. */
export const permitListedSchema = permitHitSchema
  .pick({ id: true, version: true, kind: true, number: true, cover: true, later: true })
  .extend({ isForPlate: z.boolean() })
export type PermitListed = z.infer<typeof permitListedSchema>

const byId = z.object({ id: permitIdSchema })
export const permitRoutes = {
  list: route({
    method: 'GET',
    path: '/api/permits',
    access: 'permits.read',
    scope: 'unit',
    summary: 'Permits in their newest version, newest first',
    query: permitFilterSchema,
    response: pageOf(permitSchema),
  }),
  get: route({
    method: 'GET',
    path: '/api/permits/:id',
    access: 'permits.read',
    scope: 'unit',
    summary: 'Every version of a permit, newest first',
    params: byId,
    response: z.object({ versions: z.array(permitSchema) }),
  }),
  create: route({
    method: 'POST',
    path: '/api/permits',
    access: 'permits.write',
    scope: 'unit',
    summary: 'Register a permit',
    body: newPermitSchema,
    response: permitSchema,
  }),
  change: route({
    method: 'PUT',
    path: '/api/permits/:id',
    access: 'permits.write',
    scope: 'unit',
    summary: 'Publish a new version of a permit',
    params: byId,
    body: changePermitSchema,
    response: permitSchema,
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/permits/:id/withdrawal',
    access: 'permits.write',
    scope: 'unit',
    summary: 'Withdraw a permit from now on; it stays readable',
    params: byId,
    body: withdrawPermitSchema,
    response: permitSchema,
  }),
  importTable: route({
    method: 'POST',
    path: '/api/permits/import',
    access: 'permits.write',
    scope: 'unit',
    summary: 'Register the permits of a pasted table, all of them or none',
    body: importPermitsSchema,
    response: importAnswerSchema,
  }),
} as const
