import { z } from 'zod'
import { certificateColumns, certificateProblems } from '../law/certificate-list.ts'
import { certificateSchema, personRequestSchema } from './people.ts'
import { route } from './route.ts'
import { line } from './text.ts'

const mostBytes = 1024 * 1024

/** A list of certificates as a file: looked at, or asked for as a whole. */
export const importCertificatesSchema = z.object({
  fileName: line(120).min(1),
  /** CSV (UTF-8, UTF-16, GBK) or XLSX, told by its bytes. */
  base64: z.base64().max(Math.ceil((mostBytes * 4) / 3) + 4),
  /** Officers who are not in the list lose their certificates. */
  takesGone: z.boolean().default(false),
  /** Only look. */
  dryRun: z.boolean(),
})

export const certificateChangeSchema = z.object({
  kind: z.enum(['new', 'changed', 'same', 'gone']),
  account: z.string(),
  name: z.string(),
  from: certificateSchema.nullable(),
  to: certificateSchema.nullable(),
})
export type CertificateChange = z.infer<typeof certificateChangeSchema>

export const certificateProblemSchema = z.object({
  line: z.int().positive(),
  column: z.enum(certificateColumns).nullable(),
  code: z.enum(certificateProblems),
  found: z.string(),
})
export type CertificateProblem = z.infer<typeof certificateProblemSchema>

export const certificatesAnswerSchema = z.object({
  changes: z.array(certificateChangeSchema),
  problems: z.array(certificateProblemSchema),
  /** What now waits for a decision; null: it was only looked at. */
  request: personRequestSchema.nullable(),
})
export type CertificatesAnswer = z.infer<typeof certificatesAnswerSchema>

export const certificateRoutes = {
  importFile: route({
    method: 'POST',
    path: '/api/people/certificates',
    access: 'people.write',
    scope: 'unit',
    summary:
      'Look at a list of certificates, or ask for all of it; it takes effect as a whole when it is approved',
    body: importCertificatesSchema,
    maxBodyBytes: mostBytes * 2,
    response: certificatesAnswerSchema,
  }),
} as const
