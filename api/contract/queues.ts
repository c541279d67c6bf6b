import { z } from 'zod'
import { objectClasses } from '@sightline/detectors/detection'
import { exhibitNameSchema, sealedStages, stageParts } from './dossier.ts'
import { boxSchema } from './geometry.ts'
import { findingIdSchema, sourceIdSchema } from './ids.ts'
import { modelTrialSchema, trialSchema } from './models.ts'
import { faultCodes, probeResultSchema, streamUrlSchema } from './sources.ts'
import { sha256Schema } from './time.ts'

/** ingest -> api: a sealed dossier whose objects are stored. Idempotent by finding id, stage and part. */
export const dossierSubmittedSchema = z.object({
  findingId: findingIdSchema,
  stage: z.enum(sealedStages),
  /** Absent in jobs of workers that sealed every stage whole: until none is queued. */
  part: z.enum(stageParts).default('whole'),
  /** Canonical JSON of the manifest, byte for byte as signed. */
  manifest: z.string().max(4_000_000),
  signature: z.string().max(200),
  publicKeyPem: z.string().max(500),
  objects: z.array(
    z.object({
      name: exhibitNameSchema,
      key: z.string().max(400),
      versionId: z.string().nullable(),
      bytes: z.int().positive(),
      sha256: sha256Schema,
    }),
  ),
})
export type DossierSubmitted = z.infer<typeof dossierSubmittedSchema>

/** ingest -> ingest: a sealed dossier in the spool waits to be stored. */
export const dossierSpooledSchema = z.object({
  folder: z.string().max(300),
  findingId: findingIdSchema,
  stage: z.enum(sealedStages),
  /** As above. */
  part: z.enum(stageParts).default('whole'),
})

/** api -> ingest: look at an address once (`source: null`), or give a picture of a running source from its own connection. */
export const probeSchema = z.object({
  sourceId: sourceIdSchema.nullable(),
  url: streamUrlSchema,
  user: z.string(),
  /** Sealed with AAD `probe/<url>` or `passwordContext`. Never plain. */
  sealedPassword: z.string().nullable(),
})
export const probeAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: probeResultSchema }),
  z.object({
    ok: z.literal(false),
    fault: z.enum([...faultCodes, 'unreachable', 'no_picture']),
    detail: z.string().max(300),
    /** Of `elsewhere`: the address to which the device sends us. */
    movedTo: streamUrlSchema.optional(),
  }),
])

/** api -> ingest: the dry run of an admin's model, and what it gave. */
export const modelTrialJobSchema = modelTrialSchema
export const modelTrialAnswerSchema = trialSchema

/** Of the JPEG of a still, base64. */
export const mostFacesChars = 16_000_000
/** api -> ingest: where the faces are in a picture that is to leave. `persons` are known to be in it. */
export const facesJobSchema = z.object({
  pictureBase64: z.base64().max(mostFacesChars),
  persons: z.array(boxSchema).max(1_000),
  /**
   * Of a picture that is to leave the agency: its plates are wanted too, and every model that looks must be there. A plate
   * of a street is too small to be found in the whole picture: `vehicles` are looked at one by one.
   */
  plates: z.object({ vehicles: z.array(boxSchema).max(1_000) }).optional(),
})
/** Every face, and of whom none was found the head: 0..1 of the picture. Not `ok`: nobody can tell, and nobody may have it. */
export const facesAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    regions: z.array(boxSchema),
    /** Every plate that was found, read or not. Absent where they were wanted: a worker of before, which tells nothing of them. */
    plates: z.array(z.object({ box: boxSchema, text: z.string().max(40) })).optional(),
    /** Vehicles that were seen, where plates were wanted: a plate that nobody found is somewhere on one. */
    vehicles: z.array(z.object({ class: z.enum(objectClasses), box: boxSchema })).optional(),
  }),
  z.object({
    ok: z.literal(false),
    code: z.string().max(60),
    /** The model that is missing. */
    model: z.string().max(120).optional(),
  }),
])

/** Queue names, one place. The contracts are bound to BullMQ by `infra/platform/queue`. */
export const queueNames = {
  dossierSpooled: 'dossier-spooled',
  dossierSubmitted: 'dossier-submitted',
  probe: 'probe',
  modelTrial: 'model-trial',
  faces: 'faces',
} as const
