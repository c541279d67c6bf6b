import type { z } from 'zod'
import type { facesAnswerSchema, facesJobSchema } from '@sightline/api/contract/queues'
import { decodeTrialPicture } from '@sightline/models/check/trial-picture'
import { openFaceHider, type FaceHider } from '@sightline/models/faces/open-face-hider'
import { ModelError } from '@sightline/models/model-error'
import type { Place } from '@sightline/models/open'
import { openPlateReader, type PlateReader } from '@sightline/models/plates/open-plate-reader'
import { findPlates } from './find-plates.ts'

type Job = z.output<typeof facesJobSchema>
type Answer = z.input<typeof facesAnswerSchema>

/** An export asks for picture after picture; afterwards the models are nobody's. */
const idleMs = 60_000

/** Without these no picture leaves the agency, though others hide more in their place: who is in it would be guessed. */
const mustLook = ['yolox-nano', 'blazeface-back']

/** Opened by the first who asks. One that could not be opened is tried again by the next. */
function keepOpened<T extends { readonly close: () => Promise<void> }>(open: () => Promise<T>) {
  let opening: Promise<T> | null = null
  return {
    get(): Promise<T> {
      const opened = (opening ??= open())
      opened.catch(() => (opening = null))
      return opened
    },
    async close(): Promise<void> {
      const opened = opening
      opening = null
      await (await opened)?.close()
    },
  }
}

function refuseIncomplete({ missing }: Pick<FaceHider, 'missing'>): void {
  const [gone] = missing.filter(({ name }) => mustLook.includes(name))
  if (gone) throw new ModelError('model_unreachable', { name: gone.name })
}

const refused = ({ code, facts }: ModelError): Answer => ({
  ok: false,
  code,
  ...(typeof facts.name === 'string' ? { model: facts.name } : {}),
})

/**
 * Says where faces, and plates where they are wanted, are in pictures that are to leave. Its models are opened by the first,
 * and closed a minute after the last.
 */
export function createFaceFinder(place: Place) {
  const hider = keepOpened(() => openFaceHider(place))
  const reader = keepOpened<PlateReader>(() => openPlateReader(place))
  let idle: NodeJS.Timeout | undefined

  async function close(): Promise<void> {
    clearTimeout(idle)
    await Promise.all([hider.close(), reader.close()])
  }
  async function look({ pictureBase64, persons, plates: wanted }: Job): Promise<Answer> {
    const picture = await decodeTrialPicture(Buffer.from(pictureBase64, 'base64'))
    const faces = await hider.get()
    if (wanted) refuseIncomplete(faces)
    const { regions, vehicles } = await faces.hide(picture, persons)
    const found = { ok: true as const, regions: regions.map(({ box }) => box) }
    if (!wanted) return found
    const parts = [...wanted.vehicles, ...vehicles.map(({ box }) => box)]
    const plates = await findPlates(await reader.get(), picture, parts)
    return { ...found, plates, vehicles: vehicles.map(({ class: is, box }) => ({ class: is, box })) }
  }
  async function find(job: Job): Promise<Answer> {
    clearTimeout(idle)
    try {
      return await look(job)
    } catch (error) {
      if (error instanceof ModelError) return refused(error)
      throw error
    } finally {
      idle = setTimeout(() => void close(), idleMs).unref()
    }
  }
  return { find, close }
}
