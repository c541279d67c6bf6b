import { z } from 'zod'
import { documentFields, documentKinds } from '../law/documents.ts'
import { alertIdSchema, documentIdSchema, originalPermissionIdSchema, personIdSchema } from './ids.ts'
import { route } from './route.ts'
import { atSchema, sha256Schema } from './time.ts'

export const documentKindSchema = z.enum(documentKinds)

/** A numbered document (文书), made once as a PDF that is never changed. */
export const documentSchema = z.object({
  id: documentIdSchema,
  kind: documentKindSchema,
  /** As printed on it. */
  number: z.string(),
  pages: z.int().positive(),
  bytes: z.int().positive(),
  sha256: sha256Schema,
  madeAt: atSchema,
  madeBy: z.object({ id: personIdSchema, name: z.string() }),
  /** The same was made again later, of what was known then; this one stays as it is. */
  isReplaced: z.boolean(),
  /** It prints originals: it is read by a permission to take them out. */
  showsOriginals: z.boolean(),
})
export type CaseDocument = z.infer<typeof documentSchema>

export const alertDocumentsSchema = z.object({
  /** Every kind, with what it lacks; none: it can be made. */
  kinds: z.array(z.object({ kind: documentKindSchema, missing: z.array(z.enum(documentFields)) })),
  /** Newest first. */
  made: z.array(documentSchema),
  /** This reader is still to type the plate blind, and documents may name it: none is listed, made or read until then. */
  isWithheld: z.boolean(),
})
export type AlertDocuments = z.infer<typeof alertDocumentsSchema>

const ofAlert = z.object({ id: alertIdSchema })
export const documentRoutes = {
  list: route({
    method: 'GET',
    path: '/api/alerts/:id/documents',
    access: 'cases.read',
    scope: 'unit',
    summary: 'The documents made of an alert, and what others lack',
    params: ofAlert,
    response: alertDocumentsSchema,
  }),
  make: route({
    method: 'POST',
    path: '/api/alerts/:id/documents',
    access: 'documents.make',
    scope: 'unit',
    concerns: 'alert',
    summary: 'Make a numbered document (PDF) of what is recorded',
    params: ofAlert,
    body: z.object({
      kind: documentKindSchema,
      /** To print originals in place of pictures in which faces and plates are hidden. */
      permission: originalPermissionIdSchema.optional(),
    }),
    response: alertDocumentsSchema,
  }),
  content: route({
    method: 'GET',
    path: '/api/documents/:id/content',
    access: 'cases.read',
    scope: 'unit',
    concerns: 'document',
    summary: 'The PDF of a document; each access is recorded',
    params: z.object({ id: documentIdSchema }),
    query: z.object({ permission: originalPermissionIdSchema.optional() }),
  }),
} as const
