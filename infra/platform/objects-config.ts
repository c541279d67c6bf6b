import { z } from 'zod'
import type { Clock } from './clock.ts'
import { CodedError } from './error.ts'
import type { Objects } from './objects.ts'
import { openFolderObjects } from './objects-folder.ts'
import { openS3Objects } from './objects-s3.ts'

const fromEnv = (env: string, description: string) => ({ env, description })

/** The settings that name the store of evidence: the same for every program that opens it. */
export const objectsSettings = {
  objects: z
    .enum(['folder', 's3'])
    .default('folder')
    .meta(fromEnv('SIGHTLINE_OBJECTS', 'where evidence lives: folder or s3')),
  objectsDir: z
    .string()
    .default('.sightline/objects')
    .meta(fromEnv('SIGHTLINE_OBJECTS_DIR', 'the folder of evidence, with SIGHTLINE_OBJECTS=folder')),
  s3Url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      env: 'SIGHTLINE_S3_URL',
      description: 'http(s)://access:secret@host:port, with SIGHTLINE_OBJECTS=s3',
      secret: true,
    }),
  s3Bucket: z
    .string()
    .default('sightline-evidence')
    .meta(fromEnv('SIGHTLINE_S3_BUCKET', 'the bucket of evidence, made with object lock')),
  retentionDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .meta(
      fromEnv(
        'SIGHTLINE_RETENTION_DAYS',
        'days for which nobody can delete an exhibit, needed with SIGHTLINE_OBJECTS=s3',
      ),
    ),
}

export type ObjectsConfig = Readonly<z.output<z.ZodObject<typeof objectsSettings>>>

/**
 * The store that the settings name, not yet opened: a setting that another one asks for is missed at the start
 * (`config_invalid`), not with the first exhibit.
 */
export function objectsOpener(config: ObjectsConfig, app: string, clock: Clock): () => Promise<Objects> {
  const { objects, objectsDir, s3Url: url, s3Bucket: bucket, retentionDays } = config
  if (objects === 'folder') return () => openFolderObjects(objectsDir, clock)
  if (url !== undefined && retentionDays !== undefined)
    return () => openS3Objects({ url, bucket, retentionDays })
  const problems = [
    ...(url === undefined ? ['SIGHTLINE_S3_URL is missing: http(s)://access:secret@host:port'] : []),
    ...(retentionDays === undefined
      ? [
          'SIGHTLINE_RETENTION_DAYS is missing: without it the S3 store locks no exhibit. Set the days of your law',
        ]
      : []),
  ]
  const text = `${app} cannot start:\n${problems.map((problem) => `  ${problem}.`).join('\n')}`
  throw new CodedError('config_invalid', { app, problems }, { text })
}
