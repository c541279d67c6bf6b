import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readDataset } from './coco-dataset.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'dataset-'))))
afterEach(() => rm(folder, { recursive: true }))

const dataset = {
  images: [{ id: 7, file_name: 'a.jpg', width: 640, height: 480 }],
  annotations: [
    { image_id: 7, category_id: 1, bbox: [10, 20, 30, 40], area: 900, iscrowd: 0 },
    { image_id: 7, category_id: 2, bbox: [1, 2, 3, 4], area: 12, iscrowd: 1 },
    { image_id: 7, category_id: 3, bbox: [1, 2, 3, 4], area: 12 },
    { image_id: 7, category_id: 4, bbox: [1, 2, 3, 4], area: 12 },
  ],
  categories: [
    { id: 1, name: 'dining table' },
    { id: 2, name: 'person' },
    { id: 3, name: 'no_mask' },
    { id: 4, name: 'zebra' },
  ],
}
const write = (content: unknown) =>
  writeFile(join(folder, 'instances.json'), typeof content === 'string' ? content : JSON.stringify(content))

it('reads pictures and truths in our words, and says what it passed over', async () => {
  await write(dataset)
  expect(await readDataset(folder)).toEqual({
    images: [{ id: 7, path: join(folder, 'a.jpg'), width: 640, height: 480, checked: true }],
    truths: [
      { image: 7, category: 'table', box: [10, 20, 30, 40], area: 900, crowd: false, rule: null },
      { image: 7, category: 'person', box: [1, 2, 3, 4], area: 12, crowd: true, rule: null },
      { image: 7, category: 'no_mask', box: [1, 2, 3, 4], area: 12, crowd: false, rule: null },
    ],
    passedOver: ['zebra'],
    set: null,
    plates: new Map(),
  })
})

it.each<[string, unknown, string]>([
  ['no file', null, 'no instances.json'],
  ['no JSON', '{', 'not JSON'],
  ['a picture without a size', { ...dataset, images: [{ id: 1, file_name: 'a.jpg' }] }, 'images[0].width'],
  [
    'a box turned inside out',
    { ...dataset, annotations: [{ ...dataset.annotations[0], bbox: [0, 0, -1, 2] }] },
    'annotations[0].bbox[2]',
  ],
  ['no annotations', { ...dataset, annotations: undefined }, 'annotations'],
])('refuses %s, naming the place', async (_, content, words) => {
  if (content !== null) await write(content)
  const reading = readDataset(folder)
  await expect(reading).rejects.toMatchObject({ code: 'dataset_unreadable' })
  await expect(reading).rejects.toThrow(words)
})
