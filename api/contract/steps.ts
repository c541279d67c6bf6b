import { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import { alertIdSchema, stepIdSchema } from './ids.ts'
import type { Permission } from './people.ts'
import { route } from './route.ts'
import { atSchema } from './time.ts'
import { line, paragraph } from './text.ts'

/**
 * What people did about an alert short of a case (R54, R64): 语音喊话, 劝导, 提醒, 派人到场, 推送商户, 商户整改, 责令改正, 复查.
 */
export const stepKinds = [
  'voice_warning',
  'advice',
  'reminder',
  'dispatch',
  'push',
  'rectification',
  'order',
  'recheck',
] as const
export const stepKindSchema = z.enum(stepKinds)
export type StepKind = z.infer<typeof stepKindSchema>

/** The steps of a kind in their order, and whether a case needs a served order that a re-check found unmet (R48). */
export interface Ladder {
  readonly steps: readonly StepKind[]
  readonly confirmsAfterRecheck: boolean
}
const kitchen: Ladder = {
  steps: ['push', 'rectification', 'order', 'recheck'],
  confirmsAfterRecheck: true,
}
const stall: Ladder = { steps: ['advice', 'order', 'recheck'], confirmsAfterRecheck: false }
const ladders: Record<ViolationKind, Ladder> = {
  illegal_parking: { steps: ['reminder'], confirmsAfterRecheck: false },
  street_vending: stall,
  shop_front: stall,
  angling: { steps: ['voice_warning', 'dispatch'], confirmsAfterRecheck: false },
  open_burning: { steps: ['voice_warning', 'dispatch'], confirmsAfterRecheck: false },
  kitchen_no_hat: kitchen,
  kitchen_no_mask: kitchen,
  kitchen_no_uniform: kitchen,
  kitchen_smoking: kitchen,
  kitchen_phone: kitchen,
  kitchen_rodent: kitchen,
  kitchen_animal: kitchen,
  kitchen_bin_open: kitchen,
  kitchen_no_gloves: kitchen,
  kitchen_food_on_floor: kitchen,
  kitchen_fire_unattended: kitchen,
  kitchen_stranger: kitchen,
  kitchen_after_hours: kitchen,
  camera_health: { steps: ['dispatch'], confirmsAfterRecheck: false },
}
/** Every kind has its row. */
export const ladderOf = (kind: ViolationKind): Ladder => ladders[kind]

interface StepNeeds {
  readonly permission: Permission
  /** Who records it shows a certificate in date. */
  readonly certificate: boolean
}
const ofAnybody: StepNeeds = { permission: 'steps.write', certificate: false }
const ofOfficers: StepNeeds = { permission: 'steps.order', certificate: true }
/** What it takes to record a step. What orders a citizen about asks for a right of its own, and a certificate (art. 42). */
export const stepNeeds: Record<StepKind, StepNeeds> = {
  voice_warning: ofAnybody,
  advice: ofAnybody,
  reminder: ofAnybody,
  dispatch: ofAnybody,
  push: ofAnybody,
  rectification: ofAnybody,
  order: ofOfficers,
  recheck: ofOfficers,
}
/** Steps after which it matters how long the accused stayed on. */
export const isWarning = (kind: StepKind): boolean =>
  kind === 'voice_warning' || kind === 'advice' || kind === 'reminder'
/** For how long its author may take a step back, ms. Later, only a further step can put things right. */
export const undoWithinMs = 10 * 60_000
/** The longest term of an order, ms. */
export const longestTermMs = 180 * 86_400_000

const common = {
  /** When it was done, epoch ms; null: now. */
  at: atSchema.nullable().default(null),
  /** Who did it, where that is not who records it. */
  doneBy: line(60).default(''),
}
const free = { ...common, text: paragraph(1000).default('') }
const said = { ...common, text: paragraph(1000).min(1) }
export const newStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voice_warning'), ...said }),
  z.object({ kind: z.literal('advice'), ...said }),
  z.object({ kind: z.literal('reminder'), ...free }),
  z.object({ kind: z.literal('dispatch'), ...free }),
  z.object({ kind: z.literal('push'), ...free }),
  z.object({ kind: z.literal('rectification'), ...said }),
  z.object({
    kind: z.literal('order'),
    ...free,
    documentNumber: line(60).min(1),
    /** The end of the term, epoch ms. */
    dueAt: atSchema,
  }),
  z.object({ kind: z.literal('recheck'), ...free, complied: z.boolean() }),
])
export type NewStep = z.infer<typeof newStepSchema>

/**
 * Whose step it is, seen from an alert: its own; of another alert of its group (R49); of an earlier or later alert of the
 * same matter at the same place, of which only orders and re-checks are told.
 */
export const stepOrigins = ['own', 'group', 'place'] as const
/** Of another group's alert, a step older than this at the finding's opening is no part of the matter any more, ms. */
export const matterMemoryMs = 365 * 86_400_000

/** What is still missing of: an order was served, its term ended, a re-check after it found it unmet, and it led to no case yet. */
export const rectifyGaps = ['order', 'term', 'recheck', 'non_compliance', 'spent'] as const
export type RectifyGap = (typeof rectifyGaps)[number]

export const stepSchema = z.object({
  id: stepIdSchema,
  alertId: alertIdSchema,
  origin: z.enum(stepOrigins),
  kind: stepKindSchema,
  at: atSchema,
  doneBy: z.string(),
  text: z.string(),
  documentNumber: z.string().nullable(),
  dueAt: atSchema.nullable(),
  complied: z.boolean().nullable(),
  recordedAt: atSchema,
  recordedBy: z.object({ id: z.string(), name: z.string() }),
  /** Taken back by its author: it counts no more, and is shown as such. */
  undone: z.object({ at: atSchema, reason: z.string() }).nullable(),
  /** What was written freely is empty here: this reader is still to type the plate blind, and it may name one. */
  isWithheld: z.boolean(),
})
export type Step = z.infer<typeof stepSchema>

export const alertStepsSchema = z.object({
  /** Of the alert and of the same matter there; oldest first, those taken back among them. */
  items: z.array(stepSchema),
  /** When the accused was last seen there, epoch ms, as proven by the newest dossier. */
  lastSeenAt: atSchema,
  /** The stay has ended. */
  isClosed: z.boolean(),
  /** What the caller may record now. */
  allowed: z.array(stepKindSchema),
  /** What a case still lacks of an order that went unheeded (R48), and the provision by which it needs none; null: none is asked. */
  rectify: z
    .object({ missing: z.enum(rectifyGaps).nullable(), noOrderBasis: z.string().nullable() })
    .nullable(),
})
export type AlertSteps = z.infer<typeof alertStepsSchema>

const ofAlert = z.object({ id: alertIdSchema })
export const stepRoutes = {
  list: route({
    method: 'GET',
    path: '/api/alerts/:id/steps',
    access: 'alerts.read',
    summary: 'What was done about an alert, step by step',
    params: ofAlert,
    response: alertStepsSchema,
  }),
  record: route({
    method: 'POST',
    path: '/api/alerts/:id/steps',
    access: 'steps.write',
    summary: 'Record a step that was taken',
    params: ofAlert,
    body: newStepSchema,
    response: alertStepsSchema,
  }),
  undo: route({
    method: 'POST',
    path: '/api/steps/:id/correction',
    access: 'steps.write',
    summary: 'Take back a step that its author has just recorded; the record of it stays',
    params: z.object({ id: stepIdSchema }),
    body: z.object({ reason: paragraph(300).min(1) }),
    response: alertStepsSchema,
  }),
} as const
