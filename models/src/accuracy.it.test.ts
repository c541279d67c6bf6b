import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { letterboxFilter } from './letterbox.ts'
import { cocoClasses, cocoNames } from './manifests/coco-classes.ts'
import { createDetector } from './session/detector.ts'
import { averagePrecision } from './test/average-precision.ts'
import type { Judged, Truth } from './test/average-precision.ts'
import { networkForTest, sharedPath } from './test/shared-material.ts'

interface Coco {
  images: { id: number; file_name: string; width: number; height: number }[]
  annotations: {
    image_id: number
    category_id: number
    bbox: [number, number, number, number]
    iscrowd: number
  }[]
  categories: { id: number; name: string }[]
}

const folder = sharedPath('media/coco-mini')

function truthsOf({ annotations, categories }: Coco, image: Coco['images'][number]): Truth[] {
  return annotations.flatMap(({ image_id, category_id, bbox: [x, y, width, height], iscrowd }) => {
    const name = categories.find((category) => category.id === category_id)!.name
    const ours = cocoClasses[cocoNames.indexOf(name)]
    if (image_id !== image.id || !ours) return []
    const box = {
      left: x / image.width,
      top: y / image.height,
      right: (x + width) / image.width,
      bottom: (y + height) / image.height,
    }
    return [{ class: ours, box, crowd: iscrowd === 1 }]
  })
}

async function judgeAll(name: string): Promise<{ pictures: Judged[]; ms: number }> {
  const coco = JSON.parse(readFileSync(join(folder!, 'instances.json'), 'utf8')) as Coco
  const network = await networkForTest(name)
  const detector = await createDetector({ network, workers: 1, threshold: 0.01 })
  const pictures: Judged[] = []
  const times: number[] = []
  const filter = letterboxFilter(network.manifest.input)
  for (const image of coco.images) {
    const args = [
      '-v',
      'error',
      '-i',
      join(folder!, image.file_name),
      '-vf',
      filter,
      '-f',
      'rawvideo',
      'pipe:1',
    ]
    const frame = execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', args, { maxBuffer: 1e8 })
    const look = await detector.submit('coco', frame, image)
    if (look.kind === 'dropped') throw new Error(look.reason)
    times.push(look.ms)
    pictures.push({ truths: truthsOf(coco, image), detections: look.detections })
  }
  await detector.close()
  return { pictures, ms: times.toSorted((a, b) => a - b)[times.length >> 1]! }
}

/** Floors: what was measured when the network was prepared, less five points. */
it.skipIf(!folder).each([
  ['yolox-nano', { person: 65, car: 48 }],
  ['centernet-mobilenet', { person: 60, car: 53 }],
] as const)('%s sees at least what it saw when it was admitted', async (name, floors) => {
  const { pictures, ms } = await judgeAll(name)
  for (const wanted of ['person', 'car'] as const) {
    const ofClass = pictures.map(({ truths, detections }) => ({
      truths: truths.filter((truth) => truth.class === wanted),
      detections: detections.filter((detection) => detection.class === wanted),
    }))
    const { ap50, recall, truths } = averagePrecision(ofClass)
    console.log(
      `${name} ${wanted}: AP50 ${ap50.toFixed(1)}, recall ${recall.toFixed(2)} of ${truths}; ${ms.toFixed(1)} ms`,
    )
    expect(ap50).toBeGreaterThan(floors[wanted])
  }
})
