import { join } from 'node:path'
import { z } from 'zod'
import { sizesShape, type Sizes } from '@sightline/detectors/envelope/sizes'
import { noSigns, signsShape, type ViewSigns } from '@sightline/detectors/envelope/view-signs'
import { mismatches } from '@sightline/detectors/shape'
import { writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { type Loaded, loadSaved } from '../floor/saved-file.ts'

/** What was learnt of a view. */
export interface SavedEnvelope {
  /** The picture's width over its height: of another shape nothing holds. */
  readonly aspect: number
  readonly sizes: Sizes
  /** How the camera hangs. */
  readonly signs: ViewSigns
}

const envelopeVersion = 1
const savedSchema = z.object({
  version: z.literal(envelopeVersion),
  aspect: z.number().positive(),
  sizes: z.custom<Sizes>((json) => mismatches(json, sizesShape).length === 0, 'not sizes'),
  signs: z
    .custom<ViewSigns>((json) => mismatches(json, signsShape).length === 0, 'not signs of a view')
    .default(noSigns),
})
const fileName = 'envelope.json'

/** On return it is on the disk: 30 kB or so at the most. */
export const saveEnvelope = (dir: string, envelope: SavedEnvelope): Promise<void> =>
  writeDurably(join(dir, fileName), JSON.stringify({ version: envelopeVersion, ...envelope }))

/**
 * What was saved, null where nothing was. What cannot be continued is moved aside, and learnt anew: `file_not_json`,
 * `saved_envelope_malformed`.
 */
export const loadEnvelope = (dir: string, now: number): Promise<Loaded<SavedEnvelope>> =>
  loadSaved(join(dir, fileName), parseEnvelope, now)

function parseEnvelope(json: unknown): SavedEnvelope {
  const { data, error } = savedSchema.safeParse(json)
  if (data) return { aspect: data.aspect, sizes: data.sizes, signs: data.signs }
  throw new CodedError('saved_envelope_malformed', { problem: z.prettifyError(error) }, { cause: error })
}
