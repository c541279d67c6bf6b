import { z } from 'zod'
import { mostSiteFiles, siteFileKinds, siteNotes } from '../law/on-site-record.ts'
import { alertIdSchema, personIdSchema, siteFileIdSchema } from './ids.ts'
import { ok, route } from './route.ts'
import { line, paragraph } from './text.ts'
import { atSchema, sha256Schema, sm3Schema } from './time.ts'

const placeSchema = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })

/** Where a step was taken: as the phone says, or as somebody typed it. WGS-84. */
export const sitePositionSchema = placeSchema.extend({
  /** Of the phone; null: typed. */
  accuracyM: z.number().nonnegative().max(100_000).nullable(),
  origin: z.enum(['phone', 'typed']),
})
export type SitePosition = z.infer<typeof sitePositionSchema>

/** What a step on site is recorded with, besides its words. Files are those that its recorder brought and that arrived before. */
export const newSiteRecordSchema = z.object({
  files: z.array(siteFileIdSchema).max(mostSiteFiles).default([]),
  /** Another officer who was there. */
  secondOfficerId: personIdSchema.nullable().default(null),
  /** Who else was there, as the officer wrote it down. */
  personsPresent: paragraph(500).default(''),
  position: sitePositionSchema.nullable().default(null),
  /** Why no picture could be taken. */
  noPictureReason: paragraph(300).default(''),
})
export type NewSiteRecord = z.infer<typeof newSiteRecordSchema>

/** What a file says of itself (EXIF, the head of a video), as it says it: kept, never believed. */
export const toldSchema = z.object({
  takenAt: atSchema.nullable(),
  make: z.string(),
  model: z.string(),
  position: placeSchema.nullable(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  /** Of a video, s. */
  lengthS: z.number().nonnegative().nullable(),
})
export type Told = z.infer<typeof toldSchema>

/** Why a file is not taken: screens say each in words, with what to do. */
export const siteFileFaults = [
  'empty',
  'heic',
  'quicktime',
  'unknown',
  'truncated',
  'undecodable',
  'too_many_pixels',
  'no_video',
] as const
export type SiteFileFault = (typeof siteFileFaults)[number]

/** A file that an officer brought from the place, hashed while it arrived. */
export const siteFileSchema = z.object({
  id: siteFileIdSchema,
  kind: z.enum(siteFileKinds),
  /** As its sender called it; of no weight. */
  name: z.string(),
  mime: z.string(),
  bytes: z.int().positive(),
  sha256: sha256Schema,
  sm3: sm3Schema,
  arrivedAt: atSchema,
  told: toldSchema,
  notes: z.array(z.enum(siteNotes)),
  /** When it went by rule; null: it is there. */
  expiredAt: atSchema.nullable(),
})
export type SiteFile = z.infer<typeof siteFileSchema>

export const siteRecordSchema = z.object({
  files: z.array(siteFileSchema),
  secondOfficer: z.object({ name: z.string(), certificate: z.string().nullable() }).nullable(),
  /** In lists only the first sign of each word, but for who wrote it. */
  personsPresent: z.string(),
  position: sitePositionSchema.nullable(),
  isFarFromSource: z.boolean(),
  noPictureReason: z.string(),
})
export type SiteRecord = z.infer<typeof siteRecordSchema>

/** What the form of an on-site record needs. */
export const siteFormSchema = z.object({
  /** The most bytes of each kind. */
  limits: z.record(z.enum(siteFileKinds), z.int().positive()),
  /** Other officers whose certificate is in date. */
  officers: z.array(z.object({ id: personIdSchema, name: z.string(), certificate: z.string() })),
  /** Files of this person at this alert that no step has yet. */
  waiting: z.array(siteFileSchema),
})
export type SiteForm = z.infer<typeof siteFormSchema>

const ofAlert = z.object({ id: alertIdSchema })
const ofFile = z.object({ id: siteFileIdSchema })
export const siteFileRoutes = {
  form: route({
    method: 'GET',
    path: '/api/alerts/:id/site-files',
    access: 'steps.order',
    scope: 'unit',
    summary: 'Limits, officers, and own files that no step has yet',
    params: ofAlert,
    response: siteFormSchema,
  }),
  upload: route({
    method: 'POST',
    path: '/api/alerts/:id/site-files',
    access: 'steps.order',
    scope: 'unit',
    concerns: 'alert',
    summary: 'Bring a photograph (JPEG, PNG), a video (MP4) or a scan (PDF) from the place',
    params: ofAlert,
    query: z.object({ name: line(200).default('') }),
    takesBytes: true,
    response: siteFileSchema,
  }),
  content: route({
    method: 'GET',
    path: '/api/site-files/:id/content',
    access: 'exhibits.read',
    scope: 'unit',
    concerns: 'site_file',
    summary: 'The bytes of such a file, with ranges; each access is recorded',
    params: ofFile,
  }),
  opened: route({
    method: 'POST',
    path: '/api/site-files/:id/opened',
    access: 'exhibits.read',
    scope: 'unit',
    concerns: 'site_file',
    summary: 'The file was shown on screen',
    params: ofFile,
    body: z.object({}),
    response: ok,
  }),
} as const
