import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { evidenceModes } from '../law/evidence-mode.ts'
import { evidenceModeIdSchema, personIdSchema } from './ids.ts'
import { route } from './route.ts'
import { sourceKinds } from './sources.ts'
import { line, paragraph } from './text.ts'
import { atSchema } from './time.ts'

const who = z.object({ id: personIdSchema, name: z.string() })

/** How far pictures of a kind, by a kind of source, are to carry: asked for, and decided by somebody else. */
export const evidenceModeSchema = z.object({
  id: evidenceModeIdSchema,
  kind: z.enum(violationKinds),
  sourceKind: z.enum(sourceKinds),
  mode: z.enum(evidenceModes),
  /** The provision of a law or an administrative regulation (art. 41), and why it carries so far. */
  basis: z.string(),
  /** Of the legal opinion. */
  documentNumber: z.string(),
  askedAt: atSchema,
  askedBy: who,
  /** Null: it waits. What is approved is in force from then on, for what is captured from then on. */
  decision: z.object({ isApproved: z.boolean(), note: z.string(), at: atSchema, by: who }).nullable(),
})
export type EvidenceModeRow = z.infer<typeof evidenceModeSchema>

export const askModeSchema = z.object({
  kind: z.enum(violationKinds),
  sourceKind: z.enum(sourceKinds),
  mode: z.enum(evidenceModes),
  basis: paragraph(1000).min(10),
  documentNumber: line(80).min(2),
})
export const decideModeSchema = z.object({ isApproved: z.boolean(), note: paragraph(1000).default('') })

export const evidenceModeRoutes = {
  list: route({
    method: 'GET',
    path: '/api/evidence-modes',
    access: 'modes.read',
    scope: 'law',
    summary: 'How far pictures carry, as it was asked for and decided, newest first',
    response: z.object({ items: z.array(evidenceModeSchema) }),
  }),
  ask: route({
    method: 'POST',
    path: '/api/evidence-modes',
    access: 'modes.ask',
    scope: 'whole',
    summary: 'Ask that pictures of a kind by a kind of source carry so far',
    body: askModeSchema,
    response: evidenceModeSchema,
  }),
  decide: route({
    method: 'POST',
    path: '/api/evidence-modes/:id/decision',
    access: 'modes.decide',
    scope: 'whole',
    summary: "Approve or refuse another person's request",
    params: z.object({ id: evidenceModeIdSchema }),
    body: decideModeSchema,
    response: evidenceModeSchema,
  }),
} as const
