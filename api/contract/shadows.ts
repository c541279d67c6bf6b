import { z } from 'zod'
import { stayKinds } from '@sightline/detectors/finding'
import { boxSchema } from './geometry.ts'
import {
  alertIdSchema,
  findingIdSchema,
  modelIdSchema,
  personIdSchema,
  shadowRunIdSchema,
  sourceIdSchema,
} from './ids.ts'
import { precisionFigureSchema, proportionSchema } from './precision.ts'
import { route } from './route.ts'
import { shadowDrops, shadowSides } from './shadow-report.ts'
import { line } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'
import { truths } from './verdict.ts'
import { signedCallSchema } from './workers.ts'

const count = z.int().nonnegative()
const who = z.object({ id: personIdSchema, name: z.string() })
const titleSchema = z.object({ zh: z.string(), en: z.string() })

/** stopped: by a person. over: its time was up. model_changed: its manifest or file is another now. */
export const shadowEnds = ['stopped', 'over', 'model_changed'] as const

/** Which model to look with: an admin's own that passed its dry run, or one of this build that no worker runs. */
export const shadowModelSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own'), id: modelIdSchema }),
  z.object({ kind: z.literal('built_in'), name: line(60).min(1) }),
])

export const maxShadowHours = 168
export const newShadowSchema = z.object({
  model: shadowModelSchema,
  sourceIds: z.array(sourceIdSchema).min(1).max(50),
  hours: z.int().min(1).max(maxShadowHours).default(24),
  /** The most of one core, on each worker. */
  cpuPercent: z.int().min(5).max(50).default(25),
})

export const shadowRunSchema = z.object({
  id: shadowRunIdSchema,
  version: z.int().positive(),
  model: z.object({
    /** Null: built in, or deleted since. */
    id: modelIdSchema.nullable(),
    name: z.string(),
    title: titleSchema,
    isBuiltIn: z.boolean(),
    fileSha256: sha256Schema.nullable(),
  }),
  sources: z.array(z.object({ id: sourceIdSchema, name: z.string() })),
  cpuPercent: count,
  startedBy: who,
  startedAt: atSchema,
  endsAt: atSchema,
  /** Null, as `endedWhy`: it runs. */
  endedAt: atSchema.nullable(),
  endedWhy: z.enum(shadowEnds).nullable(),
})
export type ShadowRun = z.infer<typeof shadowRunSchema>

/** What one finding of one side was, for the list of differences. */
export const shadowDifferenceSchema = z.object({
  side: z.enum(shadowSides),
  findingId: findingIdSchema,
  sourceId: sourceIdSchema,
  sourceName: z.string(),
  zoneName: z.string(),
  kind: z.enum(stayKinds),
  openedAt: atSchema,
  confirmedAt: atSchema,
  closedAt: atSchema.nullable(),
  box: boxSchema,
  hasPicture: z.boolean(),
  truth: z.enum(truths),
  /** Who said so last; null: nobody yet, or it was said of its alert. */
  saidBy: who.nullable(),
  /** Of a finding in force, where its alert is. */
  alertId: alertIdSchema.nullable(),
})
export type ShadowDifference = z.infer<typeof shadowDifferenceSchema>

/** worse, better: what people said of the differences leaves no doubt (95 %). undecided: they have said too little. */
export const shadowJudgements = ['worse', 'better', 'undecided'] as const

export const shadowComparisonSchema = z.object({
  /** Found by both, by the shadow alone, by those in force alone. */
  both: count,
  shadowOnly: count,
  inForceOnly: count,
  /** Findings in force of which the shadow saw less than half: left out of everything here. */
  notCompared: count,
  inForce: precisionFigureSchema,
  shadow: precisionFigureSchema,
  /** Of the findings in force that people said were right, those that the shadow missed. */
  missed: proportionSchema,
  /** Of the differences that people judged, how many speak for the shadow. */
  favour: proportionSchema,
  judgement: z.enum(shadowJudgements),
})
export type ShadowComparison = z.infer<typeof shadowComparisonSchema>

export const shadowCostSchema = z.object({
  looks: count,
  looked: count,
  dropped: z.record(z.enum(shadowDrops), count),
  /** Of a look, ms; null: it never looked. */
  meanMs: z.number().nullable(),
  slowestMs: z.number().nullable(),
  /** Of one core, percent, over the time it ran; null: no time yet. */
  cpuPercent: z.number().nullable(),
  /** For a minute of one source, seconds of a processor; null: no time yet. */
  cpuSecondsPerMinute: z.number().nullable(),
  /** The most that a process of it held; null: not told. */
  residentBytes: count.nullable(),
  lost: count,
  sizes: z
    .object({
      shown: z.object({ width: count, height: count }),
      input: z.object({ width: count, height: count }),
    })
    .nullable(),
})
export type ShadowCost = z.infer<typeof shadowCostSchema>

export const shadowDetailSchema = z.object({
  run: shadowRunSchema,
  comparison: shadowComparisonSchema,
  cost: shadowCostSchema,
  /** What workers say of it: why it does not look, by source. */
  faults: z.array(z.object({ sourceName: z.string(), workerId: z.string(), fault: z.string() })),
  /** The newest first; at most 200. */
  differences: z.array(shadowDifferenceSchema),
})
export type ShadowDetail = z.infer<typeof shadowDetailSchema>

/** What might be looked with now. */
export const shadowCandidateSchema = z.object({
  model: shadowModelSchema,
  name: z.string(),
  title: titleSchema,
})
export type ShadowCandidate = z.infer<typeof shadowCandidateSchema>

const params = z.object({ id: shadowRunIdSchema })
const finding = { side: z.enum(shadowSides), findingId: findingIdSchema }

export const shadowRoutes = {
  list: route({
    method: 'GET',
    path: '/api/shadows',
    access: 'shadows.read',
    scope: 'unit',
    summary: 'Models that looked beside those in force, the newest first, and those that could',
    isPolled: true,
    response: z.object({ items: z.array(shadowRunSchema), candidates: z.array(shadowCandidateSchema) }),
  }),
  start: route({
    method: 'POST',
    path: '/api/shadows',
    access: 'shadows.write',
    scope: 'unit',
    summary: 'Let a model look beside those in force; it alerts nobody',
    body: newShadowSchema,
    response: shadowRunSchema,
  }),
  get: route({
    method: 'GET',
    path: '/api/shadows/:id',
    access: 'shadows.read',
    scope: 'unit',
    summary: 'A shadow beside those in force, finding by finding',
    isPolled: true,
    params,
    response: shadowDetailSchema,
  }),
  stop: route({
    method: 'POST',
    path: '/api/shadows/:id/stop',
    access: 'shadows.write',
    scope: 'unit',
    summary: 'Stop it; what was compared stays',
    params,
    body: z.object({ version: z.int().positive() }),
    response: shadowRunSchema,
  }),
  judge: route({
    method: 'POST',
    path: '/api/shadows/:id/verdicts',
    access: 'shadows.judge',
    scope: 'unit',
    summary: 'Say of a finding of the shadow, by its picture, whether it was right',
    params,
    body: z.object({ findingId: findingIdSchema, truth: z.enum(['right', 'wrong', 'unsaid']) }),
    response: shadowDifferenceSchema,
  }),
  picture: route({
    method: 'GET',
    path: '/api/shadows/:id/picture',
    access: 'shadows.read',
    scope: 'unit',
    summary: 'The small picture of a finding (JPEG derivative)',
    isPolled: true,
    params,
    query: z.object(finding),
  }),
  report: route({
    method: 'POST',
    path: '/api/workers/shadow',
    access: 'worker',
    scope: 'program',
    summary: 'A worker tells what a shadow found and cost',
    body: signedCallSchema,
    response: z.object({ ok: z.literal(true) }),
  }),
}
