import type { z } from 'zod'
import type { facesAnswerSchema, facesJobSchema } from '@sightline/api/contract/queues'
import { decodeTrialPicture } from '@sightline/models/check/trial-picture'
import { openFaceHider, type FaceHider } from '@sightline/models/faces/open-face-hider'
import { ModelError } from '@sightline/models/model-error'
import type { Place } from '@sightline/models/open'

type Job = z.output<typeof facesJobSchema>
type Answer = z.input<typeof facesAnswerSchema>

/** An export asks for picture after picture; afterwards the models are nobody's. */
const idleMs = 60_000

/** Says where faces are in pictures that are to leave. Its models are opened by the first, and closed a minute after the last. */
export function createFaceFinder(place: Place) {
  let opening: Promise<FaceHider> | null = null
  let idle: NodeJS.Timeout | undefined

  async function close(): Promise<void> {
    clearTimeout(idle)
    const opened = opening
    opening = null
    await (await opened)?.close()
  }
  async function find({ pictureBase64, persons }: Job): Promise<Answer> {
    clearTimeout(idle)
    try {
      const picture = await decodeTrialPicture(Buffer.from(pictureBase64, 'base64'))
      opening ??= openFaceHider(place)
      const { regions } = await (await opening).hide(picture, persons)
      return { ok: true, regions: regions.map(({ box }) => box) }
    } catch (error) {
      if (error instanceof ModelError) return { ok: false, code: error.code }
      opening = null
      throw error
    } finally {
      idle = setTimeout(() => void close(), idleMs).unref()
    }
  }
  return { find, close }
}
