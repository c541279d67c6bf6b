import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { facesAnswerSchema } from '@sightline/api/contract/queues'
import { coveredShare } from '@sightline/detectors/geometry/box'
import { readDataset } from '@sightline/models/eval/coco-dataset'
import { createFaceFinder } from './find-faces.ts'

const repository = resolve(import.meta.dirname, '../../..')
const shared = join(repository, '../shared')
const photos = join(shared, 'media/coco-mini')
const isHere = existsSync(photos) && existsSync(join(shared, 'models'))
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')

const whole = { left: 0, top: 0, right: 1, bottom: 1 }

describe.skipIf(!isHere)('faces in a picture that is to leave', () => {
  const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
  const finder = createFaceFinder(place)
  afterAll(() => finder.close())

  it('are told of everybody large enough to have one, named or not, in boxes that a queue can carry', async () => {
    const { images, truths } = await readDataset(photos)
    const tall = truths.filter(({ category, crowd, box }) => category === 'person' && !crowd && box[3] > 250)
    const [first] = tall
    const image = images.find(({ id }) => id === first?.image)
    if (!first || !image) throw new Error('no large person in the photographs')
    const pictureBase64 = (await readFile(image.path)).toString('base64')
    const answer = facesAnswerSchema.parse(await finder.find({ pictureBase64, persons: [] }))
    const [x, y, w, h] = first.box
    const person = {
      left: x / image.width,
      top: y / image.height,
      right: (x + w) / image.width,
      bottom: (y + h) / image.height,
    }
    const inPerson = answer.ok ? answer.regions.filter((region) => coveredShare(region, person) > 0.3) : []
    expect(inPerson.length).toBeGreaterThan(0)
  })

  it('with the plates and the vehicles of a picture that leaves the agency, or with nothing where a model is missing', async () => {
    const street = join(shared, 'media/street/parked-on-pavement-cn.jpg')
    const pictureBase64 = (await readFile(street)).toString('base64')
    const asked = { pictureBase64, persons: [], plates: { vehicles: [] } }
    const answer = facesAnswerSchema.parse(await finder.find(asked))
    if (!answer.ok) {
      console.warn(`skipped: plates are not looked for: ${answer.model} is not here`)
      expect([answer.code, typeof answer.model]).toEqual(['model_unreachable', 'string'])
      return
    }
    expect(answer.plates?.map(({ text }) => text)).toContain('苏ED51712')
    expect(answer.vehicles?.some(({ class: is }) => is === 'car')).toBe(true)
  })

  it('not where the models are not to be had: then nobody gets the picture', async () => {
    const empty = createFaceFinder({ dir: join(shared, 'no-such-folder'), origins: {} })
    const street = join(shared, 'media/street/parked-on-pavement-cn.jpg')
    const pictureBase64 = (await readFile(street)).toString('base64')
    const asked = { pictureBase64, persons: [whole], plates: { vehicles: [] } }
    expect(await empty.find(asked)).toMatchObject({ ok: false, model: 'yolox-nano' })
    await empty.close()
  })

  it('are not told of what is no picture', async () => {
    const pictureBase64 = Buffer.from('GIF89a').toString('base64')
    expect(await finder.find({ pictureBase64, persons: [] })).toEqual({
      ok: false,
      code: 'picture_format',
    })
  })
})
