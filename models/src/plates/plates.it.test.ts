import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTask } from '../open.ts'
import { crop, paste, plain } from '../raster/raster.ts'
import type { Raster } from '../raster/raster.ts'
import { resize } from '../raster/resize.ts'
import { fileOf } from '../store.ts'
import { pictureOf, picturesOf } from '../test/picture.ts'
import { modelPlace, sharedPath } from '../test/shared-material.ts'
import { agree, agreementDefaults } from './agree.ts'
import { openLineReader } from './line-reader.ts'
import { openPlateReader } from './open-plate-reader.ts'
import type { PlateReader } from './open-plate-reader.ts'
import { textOf } from './plate-text.ts'
import { oneRow, twoRows } from './straighten.ts'

const crops = sharedPath('media/plates')
const clip = sharedPath('media/clips/parked_cars_cn_20s.mp4')
const still = sharedPath('media/street/parked-on-pavement-cn.jpg')

describe.skipIf(!crops)('the reader on 100 crops of plates', () => {
  let read: Awaited<ReturnType<typeof openLineReader>>
  beforeAll(async () => {
    const place = modelPlace()
    const model = await openTask('reader', 'ppocr-reader', place)
    const keys = await readFile(fileOf(place.dir, 'ppocr-reader', model.manifest.keys), 'utf8')
    read = await openLineReader({ ...model, keys })
  })

  it('reads at least 97 of them to the letter', async () => {
    const wrong: string[] = []
    let sureAndWrong = 0
    const files = readdirSync(crops!)
    for (const file of files) {
      const truth = file.replace('.jpg', '').normalize()
      const characters = await read(oneRow(await pictureOf(join(crops!, file))))
      const text = textOf(characters)
      if (text === truth) continue
      wrong.push(`${truth} as ${text}`)
      if (characters.every(({ confidence }) => confidence >= agreementDefaults.minConfidence))
        sureAndWrong += 1
    }
    console.log(`plates: ${files.length - wrong.length} of ${files.length} exact; ${wrong.join(', ')}`)
    console.log(`plates: wrong without a doubt, in one picture: ${sureAndWrong}`)
    expect(files).toHaveLength(100)
    expect(files.length - wrong.length).toBeGreaterThanOrEqual(97)
    expect(sureAndWrong).toBeLessThanOrEqual(1)
  })

  it('reads the same characters set in two rows', async () => {
    const wrong: string[] = []
    for (const file of readdirSync(crops!).slice(0, 20)) {
      const truth = file.replace('.jpg', '').normalize()
      const text = textOf(await read(twoRows(inTwoRows(await pictureOf(join(crops!, file))))))
      if (text !== truth) wrong.push(`${truth} as ${text}`)
    }
    console.log(`two rows: ${20 - wrong.length} of 20 exact; ${wrong.join(', ')}`)
    expect(wrong.length).toBeLessThanOrEqual(4)
  })
})

/** The first two characters above the other five, as large as on a plate of two rows: 440 x 220 mm, the cut at 5/12. */
function inTwoRows(single: Raster): Raster {
  const plate = plain({ width: 240, height: 120 }, 60)
  const cut = Math.round(single.width * 0.295)
  const { height } = single
  const upper = crop(single, { x: 0, y: 0, width: cut, height })
  const lower = crop(single, { x: cut, y: 0, width: single.width - cut, height })
  paste(plate, resize(upper, { width: 160, height: 50 }), { x: 40, y: 0 })
  paste(plate, resize(lower, { width: 240, height: 70 }), { x: 0, y: 50 })
  return plate
}

describe.skipIf(!clip || !still || !sharedPath('models'))('the plate reader on a street', () => {
  let reader: PlateReader
  beforeAll(async () => void (reader = await openPlateReader(modelPlace())))
  afterAll(() => reader.close())

  it('reads one plate from the frames of a film, and they agree', async () => {
    const readings = []
    for (const picture of await picturesOf(clip!, 0.25))
      readings.push(...(await reader.read(picture)).slice(0, 1))
    const verdict = agree(readings)
    console.log(`film: ${verdict.text} in ${verdict.frames} frames, ${verdict.kind}`)
    expect(readings.length).toBeGreaterThanOrEqual(4)
    expect(verdict).toMatchObject({
      kind: 'legible',
      text: '苏ED51712',
      colour: 'green',
      frames: readings.length,
    })
  })

  it('finds it in the same place of a still, with and without a region', async () => {
    const picture = await pictureOf(still!)
    const [whole] = await reader.read(picture)
    const [part] = await reader.read(picture, { left: 0.3, top: 0.31, right: 0.98, bottom: 0.92 })
    expect([whole?.text, part?.text]).toEqual(['苏ED51712', '苏ED51712'])
    expect(part?.rows).toBe(1)
    part!.corners.forEach((corner, i) => {
      expect(Math.abs(corner.x - whole!.corners[i]!.x)).toBeLessThan(0.01)
      expect(Math.abs(corner.y - whole!.corners[i]!.y)).toBeLessThan(0.01)
    })
  })

  it('finds none where there is none', async () => {
    const sky = { left: 0, top: 0, right: 0.3, bottom: 0.3 }
    expect(await reader.read(await pictureOf(still!), sky)).toEqual([])
  })
})
