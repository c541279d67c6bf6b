import { z } from 'zod'
import { mostGrantMs } from '../law/originals.ts'
import {
  caseCopyIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  originalPermissionIdSchema,
  personIdSchema,
} from './ids.ts'
import { route } from './route.ts'
import { line, paragraph } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

const who = z.object({ id: personIdSchema, name: z.string() })

/** waiting: nobody decided. in_force: to be used by who asked, until its time is over. */
export const originalStates = ['waiting', 'in_force', 'refused', 'expired'] as const

/** A request to take the originals of one case out, and what somebody else decided of it. */
export const originalPermissionSchema = z.object({
  id: originalPermissionIdSchema,
  caseId: caseIdSchema,
  caseNumber: z.string(),
  purpose: z.string(),
  /** Who is to get them. */
  receiver: z.string(),
  /** Until when they may be taken out. */
  validUntil: atSchema,
  askedAt: atSchema,
  askedBy: who,
  state: z.enum(originalStates),
  /** Null: it waits. A grant is signed by the key of this agency. */
  decision: z
    .object({
      isGranted: z.boolean(),
      note: z.string(),
      at: atSchema,
      by: who,
      signature: z.string(),
      keyId: z.string(),
    })
    .nullable(),
})
export type OriginalPermission = z.infer<typeof originalPermissionSchema>

export const askOriginalsSchema = z.object({
  caseId: caseIdSchema,
  purpose: paragraph(500).min(4),
  receiver: line(120).min(2),
  /** Epoch ms; at most so far ahead as `mostGrantMs`. */
  validUntil: atSchema,
})
export type AskOriginals = z.output<typeof askOriginalsSchema>
export const longestGrantDays = mostGrantMs / 86_400_000

export const decideOriginalsSchema = z.object({
  decision: z.enum(['grant', 'refuse']),
  note: paragraph(500).default(''),
})

export const caseCopyStates = ['running', 'done', 'failed', 'removed'] as const
/** Why a picture of the case is not in its shareable copy. */
export const copyLeftOutReasons = [
  'not_located',
  'not_readable',
  'not_hidden',
  'mask_stale',
  'recording',
  'cut_out',
  'on_site',
] as const
export type CopyLeftOut = (typeof copyLeftOutReasons)[number]

/** A copy of a case that may be shared: stills in which faces and plates are hidden, marked as what they are. */
export const caseCopySchema = z.object({
  id: caseCopyIdSchema,
  state: z.enum(caseCopyStates),
  receiver: z.string(),
  purpose: z.string(),
  progress: z.object({ done: z.int().nonnegative(), of: z.int().nonnegative() }),
  /** Pictures in it, and what of the case is not, by reason. Null: not made yet. */
  pictures: z.int().nonnegative().nullable(),
  leftOut: z.partialRecord(z.enum(copyLeftOutReasons), z.int().nonnegative()),
  sha256: sha256Schema.nullable(),
  bytes: z.int().positive().nullable(),
  /** Why there is none, as a code of the refusals. */
  failure: z.string().nullable(),
  /** The model that was missing. */
  missingModel: z.string().nullable(),
  startedAt: atSchema,
  endedAt: atSchema.nullable(),
  keptUntil: atSchema.nullable(),
  madeBy: who,
})
export type CaseCopy = z.infer<typeof caseCopySchema>

export const askCopySchema = z.object({ receiver: line(120).min(2), purpose: paragraph(500).min(4) })

const ofCase = z.object({ id: caseIdSchema })
/** Taking the originals of a case out. */
export const originalRoutes = {
  list: route({
    method: 'GET',
    path: '/api/originals',
    access: 'originals.read',
    scope: 'unit',
    summary: 'Requests to take originals out, newest first, and what became of them',
    query: z.object({ caseId: caseIdSchema.optional() }),
    response: z.object({ items: z.array(originalPermissionSchema) }),
  }),
  ask: route({
    method: 'POST',
    path: '/api/originals',
    access: 'originals.ask',
    scope: 'unit',
    concerns: 'case',
    summary: 'Ask for permission to take the originals of one case out',
    body: askOriginalsSchema,
    response: originalPermissionSchema,
  }),
  decide: route({
    method: 'POST',
    path: '/api/originals/:id/decision',
    access: 'originals.decide',
    scope: 'unit',
    concerns: 'original',
    summary: "Grant or refuse another person's request",
    params: z.object({ id: originalPermissionIdSchema }),
    body: decideOriginalsSchema,
    response: originalPermissionSchema,
  }),
} as const

/** Copies of a case in which nobody is to be recognised. */
export const copyRoutes = {
  list: route({
    method: 'GET',
    path: '/api/cases/:id/copies',
    access: 'cases.read',
    scope: 'unit',
    summary: 'The shareable copies of a case, newest first',
    isPolled: true,
    params: ofCase,
    response: z.object({ items: z.array(caseCopySchema) }),
  }),
  make: route({
    method: 'POST',
    path: '/api/cases/:id/copies',
    access: 'cases.export',
    scope: 'unit',
    concerns: 'case',
    summary: 'Begin a shareable copy of a case: faces and plates hidden',
    params: ofCase,
    body: askCopySchema,
    response: caseCopySchema,
  }),
  file: route({
    method: 'GET',
    path: '/api/copies/:id/file',
    access: 'cases.export',
    scope: 'unit',
    concerns: 'copy',
    summary: 'A shareable copy (zip); each download is recorded',
    params: z.object({ id: caseCopyIdSchema }),
  }),
  still: route({
    method: 'GET',
    path: '/api/exhibits/:id/copy',
    access: 'exhibits.read',
    scope: 'unit',
    concerns: 'exhibit',
    summary: 'A still to keep (JPEG derivative): faces and all plates hidden, watermarked; each is recorded',
    params: z.object({ id: exhibitIdSchema }),
  }),
} as const
