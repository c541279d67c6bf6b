import { z } from 'zod'
import { standings } from '../law/standing.ts'
import { alertIdSchema, caseIdSchema, personIdSchema } from './ids.ts'
import { atSchema, sha256Schema } from './time.ts'
import { violationKinds } from '@sightline/detectors/finding'

export const caseSchema = z.object({
  id: caseIdSchema,
  /** Year and serial, e.g. 2026-000001; given once, never reused. */
  number: z.string(),
  alertId: alertIdSchema,
  kind: z.enum(violationKinds),
  standing: z.enum(standings),
  status: z.enum(['filed']),
  plate: z.string().nullable(),
  sourceName: z.string(),
  place: z.string(),
  openedAt: atSchema,
  confirmedAt: atSchema,
  filedAt: atSchema,
  officers: z.array(z.object({ id: personIdSchema, name: z.string() })),
})
export type Case = z.infer<typeof caseSchema>

/** `index.json` of a case package: every other member's size and hash, signed in `index.sig`. */
export const packageIndexSchema = z.object({
  format: z.literal('sightline.package/1'),
  caseNumber: z.string(),
  madeAt: atSchema,
  madeBy: z.string(),
  keyId: z.string(),
  publicKeyPem: z.string(),
  members: z.array(z.object({ name: z.string(), bytes: z.int().nonnegative(), sha256: sha256Schema })),
})
export type PackageIndex = z.infer<typeof packageIndexSchema>
