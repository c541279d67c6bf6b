import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { cocoCategories, cocoDocumentSchema, type CocoDocument } from '../../../contract/coco.ts'
import { compareLabels, kindOf } from './compare-labels.ts'
import { exportedLabels, fromStored, toStored } from './label.ts'
import { labelsDocument } from './labels-document.ts'
import { maxLabelsBytes } from '../../../contract/datasets.ts'
import { parseLabels } from './parse-labels.ts'
import { readLabels } from './take-labels.ts'

const hash = (c: string): string => c.repeat(64)
const image = (id: number, sha256: string) => ({
  id,
  file_name: `images/00000${id}-${sha256.slice(0, 16)}.jpg`,
  width: 640,
  height: 480,
  sha256,
  derived_from: { sha256: hash('d'), exhibit: 'confirmed/wide.jpg' },
  hidden: 1,
  finding_id: 'f1',
  source_id: 's1',
  captured_at: '2026-11-21T02:00:00.000Z',
  checked: false,
})
const car = cocoCategories.find(({ name }) => name === 'car')?.id ?? 0
const bus = cocoCategories.find(({ name }) => name === 'bus')?.id ?? 0
const annotation = (id: number, image_id: number, bbox: readonly number[]) => ({
  id,
  image_id,
  category_id: car,
  bbox,
  area: 1,
  iscrowd: 0,
  score: 0.8,
  model_sha256: hash('e'),
  finding_id: id === 1 ? 'f1' : null,
  rule: id === 1 ? { id: 'r1', version: 1, kind: 'illegal_parking' } : null,
  source_id: 's1',
  verdict: id === 1 ? 'right' : null,
  disputed: false,
  reason: null,
  plate: null,
  crop: null,
})
const exported = cocoDocumentSchema.parse({
  info: {
    description: '',
    version: 'sightline.dataset/1',
    date_created: '',
    export: 'e1',
    set: 'objects',
    approval: { number: '1', approved_by: '', approved_on: '', valid_until: '', purpose: '' },
    seed: 1,
    counts: {
      findings: 1,
      pictures: 2,
      annotations: 3,
      hardness: { uncertain: 0, disputed: 0, wrong: 0, right: 1 },
      leftOut: { not_blurred: 0, not_readable: 0, no_picture: 0, too_many_bytes: 0, no_plate_read: 0 },
    },
    labels: 0,
  },
  images: [image(1, hash('a')), image(2, hash('b'))],
  annotations: [
    annotation(1, 1, [10, 10, 100, 50]),
    annotation(2, 1, [300, 200, 80, 40]),
    annotation(3, 2, [50, 60, 70, 80]),
  ],
  categories: cocoCategories,
})

type Change = (document: CocoDocument) => unknown
const changed = (change: Change): string => {
  const copy = structuredClone(exported)
  return JSON.stringify(change(copy) ?? copy)
}
/** As CVAT gives it back: numbered anew, names without folders, nothing that is ours. */
const asCvat = (document: CocoDocument) => ({
  images: document.images
    .toReversed()
    .map(({ file_name, width, height }, i) => ({ id: i + 1, file_name: file_name.slice(7), width, height })),
  annotations: document.annotations.toReversed().map(({ bbox, image_id, category_id }, i) => ({
    id: i + 1,
    image_id: 3 - image_id,
    category_id: category_id + 100,
    bbox: bbox.map((side) => side + 0.3),
    attributes: { occluded: false },
  })),
  categories: document.categories.map(({ id, name }) => ({ id: id + 100, name })),
})

it('a file is read to its last byte, and refused at the first byte too many', async () => {
  const whole = Buffer.alloc(maxLabelsBytes, ' ')
  expect((await readLabels(Readable.from([whole]))).text).toHaveLength(maxLabelsBytes)
  const more = Readable.from([whole, Buffer.from(' ')])
  await expect(readLabels(more)).rejects.toMatchObject({
    code: 'dataset_labels_too_large',
    facts: { maxBytes: maxLabelsBytes },
  })
})

describe('a file that came back', () => {
  const problems = (change: Change) =>
    parseLabels(changed(change), exported).problems.map(({ path, code }) => `${path} ${code}`)
  const first = (document: CocoDocument) => document.annotations[0]!

  it('is sound as it left', () => expect(problems(() => undefined)).toEqual([]))
  it.each<[string, Change, string[]]>([
    [
      'another picture',
      (d) => void (d.images[1]!.file_name = 'x.jpg'),
      ['images[1].file_name picture_unknown', 'annotations[2].image_id annotation_of_no_picture'],
    ],
    ['a picture twice', (d) => void d.images.push(d.images[0]!), ['images[2] picture_twice']],
    ['another size', (d) => void (d.images[0]!.width = 641), ['images[0] picture_other_size']],
    ['other bytes', (d) => void (d.images[0]!.sha256 = hash('c')), ['images[0].sha256 picture_other_hash']],
    [
      'an unknown class',
      (d) => void (d.categories[car - 1]!.name = 'zebra' as never),
      [
        'annotations[0].category_id class_unknown',
        'annotations[1].category_id class_unknown',
        'annotations[2].category_id class_unknown',
      ],
    ],
    ['an id twice', (d) => void (d.annotations[1]!.id = 1), ['annotations[1].id annotation_twice']],
    [
      'of no picture',
      (d) => void (first(d).image_id = 9),
      ['annotations[0].image_id annotation_of_no_picture'],
    ],
    ['an empty box', (d) => void (first(d).bbox = [1, 1, 0, 5]), ['annotations[0].bbox box_empty']],
    [
      'a box turned inside out',
      (d) => void (first(d).bbox = [100, 1, -50, 5]),
      ['annotations[0].bbox box_empty'],
    ],
    ['a box outside', (d) => void (first(d).bbox = [600, 1, 50, 5]), ['annotations[0].bbox box_outside']],
    ['no list of annotations', (d) => ({ ...d, annotations: 7 }), ['annotations not_coco']],
    [
      'a box of three numbers',
      (d) => ({ ...d, annotations: [{ ...first(d), bbox: [1, 2, 3] }] }),
      ['annotations[0].bbox[3] not_coco'],
    ],
    ['a list in place of a document', () => [], [' not_coco']],
  ])('with %s says where', (_, change, expected) => {
    const found = problems(change)
    if (expected[0]?.endsWith('not_coco')) expect(found.every((one) => one.endsWith('not_coco'))).toBe(true)
    else expect(found).toEqual(expected)
    expect(found).not.toEqual([])
  })
  it('is no JSON', () => expect(parseLabels('{', exported).problems).toMatchObject([{ code: 'not_json' }]))
  it('tells fifty problems at most', () => {
    const many = changed((d) => ({
      ...d,
      annotations: Array.from({ length: 300 }, () => ({ ...first(d), bbox: [0, 0, 0, 0] })),
    }))
    expect(parseLabels(many, exported).problems).toHaveLength(50)
  })
  it('may end a pixel outside, as tools round: it is cut off there', () => {
    const { given, problems: none } = parseLabels(
      changed((d) => void (first(d).bbox = [-1, 0, 642, 480])),
      exported,
    )
    expect(none).toEqual([])
    expect(given.get(1)?.[0]?.box).toEqual([0, 0, 640, 480])
  })
})

const compared = (text: string) => {
  const { given, problems } = parseLabels(text, exported)
  expect(problems).toEqual([])
  return compareLabels(exportedLabels(exported), given, 4)
}
const told = (text: string): string[] =>
  compared(text).changes.map(
    (change) => `${change.picture} ${kindOf(change)} ${change.before?.id ?? '-'} ${change.after?.id ?? '-'}`,
  )

describe('what it changes', () => {
  const two = (d: CocoDocument) => d.annotations[1]!
  it.each<[string, Change, string[]]>([
    ['nothing', () => undefined, []],
    ['nothing, numbered anew and rounded by a tool', (d) => asCvat(d), []],
    ['a box moved', (d) => void (two(d).bbox = [320, 210, 80, 40]), ['1 moved 2 2']],
    [
      'a box drawn anew under another id',
      (d) => void Object.assign(two(d), { id: 77, bbox: [305, 205, 80, 40] }),
      ['1 moved 2 2'],
    ],
    ['another class', (d) => void (two(d).category_id = bus), ['1 renamed 2 2']],
    ['one removed', (d) => void d.annotations.splice(1, 1), ['1 removed 2 -']],
    [
      'one added',
      (d) => void d.annotations.push({ ...two(d), id: 50, image_id: 2, bbox: [400, 300, 60, 60] }),
      ['2 added - 4'],
    ],
    [
      'an id of one given to another elsewhere',
      (d) => void Object.assign(two(d), { id: 1000, bbox: [10, 300, 60, 60] }),
      ['1 removed 2 -', '1 added - 4'],
    ],
    ['all of a picture removed', (d) => void d.annotations.splice(2, 1), ['2 removed 3 -']],
  ])('%s', (_, change, expected) => expect(told(changed(change))).toEqual(expected))

  it('leaves pictures that are not in the file alone', () => {
    const { labels } = compared(
      changed((d) => ({ ...d, images: [d.images[0]], annotations: d.annotations.slice(0, 1) })),
    )
    expect([...labels.keys()]).toEqual([1])
  })
  it('is stored and read back the same', () => {
    const { labels } = compared(changed((d) => void (two(d).category_id = bus)))
    expect(fromStored(JSON.parse(JSON.stringify(toStored(labels))))).toEqual(labels)
  })
})

it('the corrected document keeps what was known of a label that stayed, and says what people checked', () => {
  const text = changed((d) => {
    d.images.splice(1, 1)
    d.annotations.splice(1, 2)
    d.annotations.push({ ...d.annotations[0]!, id: 9, category_id: bus, bbox: [400, 300, 60, 60] })
  })
  const document = labelsDocument(exported, compared(text).labels, 3)
  expect(cocoDocumentSchema.parse(document)).toEqual(document)
  expect(document.info.labels).toBe(3)
  expect(document.images.map(({ checked }) => checked)).toEqual([true, false])
  expect(
    document.annotations.map(({ id, score, verdict, finding_id }) => [id, score, verdict, finding_id]),
  ).toEqual([
    [1, 0.8, 'right', 'f1'],
    [4, null, null, null],
    [3, 0.8, null, null],
  ])
})
