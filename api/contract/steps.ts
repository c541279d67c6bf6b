import { z } from 'zod'
import { onSiteGaps } from '../law/on-site-record.ts'
import { rectifyGaps } from '../law/rectify.ts'
import { stepKinds, type StepKind } from '../law/steps.ts'
import { alertIdSchema, siteFileIdSchema, stepIdSchema } from './ids.ts'
import type { Permission } from './people.ts'
import { route } from './route.ts'
import { speakerKindSchema } from './speakers.ts'
import { newSiteRecordSchema, siteRecordSchema } from './site-files.ts'
import { atSchema } from './time.ts'
import { line, paragraph } from './text.ts'

export const stepKindSchema = z.enum(stepKinds)

/** The right that it takes to record a step. What orders a citizen about asks for one of its own. */
export const stepPermissions: Readonly<Record<StepKind, Permission>> = {
  voice_warning: 'steps.write',
  advice: 'steps.write',
  reminder: 'steps.write',
  dispatch: 'steps.write',
  push: 'steps.write',
  rectification: 'steps.write',
  order: 'steps.order',
  recheck: 'steps.order',
  inspection: 'steps.order',
  remote_check: 'steps.order',
}

const common = {
  /** When it was done, epoch ms; null: now. */
  at: atSchema.nullable().default(null),
  /** Who did it, where that is not who records it. */
  doneBy: line(60).default(''),
}
const free = { ...common, text: paragraph(1000).default('') }
const said = { ...common, text: paragraph(1000).min(1) }
/** What was brought from the place; null: nothing. */
const site = newSiteRecordSchema.nullable().default(null)
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
    site,
  }),
  z.object({ kind: z.literal('recheck'), ...free, complied: z.boolean(), site }),
  /** Of what an officer found on site, and whom. */
  z.object({ kind: z.literal('inspection'), ...said, site }),
  /** Of what an officer watched from afar while it went on. */
  z.object({ kind: z.literal('remote_check'), ...said, site }),
])
export type NewStep = z.infer<typeof newStepSchema>

/**
 * Whose step it is, seen from an alert: its own; of another alert of its group (R49); of an earlier or later alert of the
 * same matter at the same place, of which only orders and re-checks are told.
 */
export const stepOrigins = ['own', 'group', 'place'] as const

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
  /** What was brought from the place; null: of other steps, of those before 2026-12, and to who is still to type the plate blind. */
  site: siteRecordSchema.nullable(),
  /** Of what a speaker said there and delivered: it stands by itself and cannot be taken back. Null: a person wrote the step down. */
  spoken: z
    .object({
      speaker: speakerKindSchema,
      /** Null: free words. */
      phraseVersion: z.int().nullable(),
      reason: z.string(),
      /** By itself, as the finding opened: `recordedBy` is nobody. */
      isAutomatic: z.boolean(),
    })
    .nullable(),
  /** What the record lacks to count as made on site; null: nothing, or nobody takes such a step on site. */
  gap: z.enum(onSiteGaps).exclude(['record']).nullable(),
})
export type Step = z.infer<typeof stepSchema>

export const alertStepsSchema = z.object({
  /** Of the alert and of the same matter there; oldest first, those taken back among them. */
  items: z.array(stepSchema),
  /** When the accused was last seen there, epoch ms, as proven by the newest dossier. */
  lastSeenAt: atSchema,
  /** The stay has ended. */
  isClosed: z.boolean(),
  /** Files of on-site records that the caller had on screen. */
  openedFiles: z.array(siteFileIdSchema),
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
    scope: 'unit',
    summary: 'What was done about an alert, step by step',
    params: ofAlert,
    response: alertStepsSchema,
  }),
  record: route({
    method: 'POST',
    path: '/api/alerts/:id/steps',
    access: 'steps.write',
    scope: 'unit',
    concerns: 'alert',
    summary: 'Record a step that was taken',
    params: ofAlert,
    body: newStepSchema,
    response: alertStepsSchema,
  }),
  undo: route({
    method: 'POST',
    path: '/api/steps/:id/correction',
    access: 'steps.write',
    scope: 'unit',
    concerns: 'step',
    summary: 'Take back a step that its author has just recorded; the record of it stays',
    params: z.object({ id: stepIdSchema }),
    body: z.object({ reason: paragraph(300).min(1) }),
    response: alertStepsSchema,
  }),
} as const
