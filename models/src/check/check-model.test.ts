import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { OwnManifest } from '../manifest.ts'
import { elementType, writeModel } from '../onnx/model.ts'
import type { OnnxModel } from '../onnx/model.ts'
import { plain } from '../raster/raster.ts'
import {
  bakedModel,
  sceneModel,
  smallOnnxModel,
  smallModel,
  withWeightsOutside,
} from '../test/small-model.ts'
import type { FixedOutput } from '../test/small-model.ts'
import { checkModel } from './check-model.ts'
import { parseOwnManifest } from './own-manifest.ts'

const own = {
  name: 'our-own',
  title: { zh: '自带模型', en: 'our own' },
  task: 'detector',
  licence: { name: 'MIT', note: 'trained here' },
  input: {
    width: 64,
    height: 64,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 114,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  decoder: 'yolov8',
  classes: ['person', 'car'],
  thresholds: { score: 0.4, overlap: 0.5 },
}
const classifier = { ...own, task: 'classifier', labels: ['flame', 'none'], activation: 'sigmoid' }
const parse = (manifest: unknown): OwnManifest => parseOwnManifest(JSON.stringify(manifest))
const without = (field: string) => Object.fromEntries(Object.entries(own).filter(([name]) => name !== field))

describe('parseOwnManifest', () => {
  it('takes a whole one', () => expect(parse(own)).toEqual(own))

  it('takes the example of the README', async () => {
    const text = await readFile(new URL('../../own-model.example.json', import.meta.url), 'utf8')
    expect(parseOwnManifest(text)).toEqual(JSON.parse(text))
  })

  it.each<[string, unknown, string, string]>([
    ['no licence', without('licence'), 'licence_missing', 'licence'],
    [
      'a licence without a name',
      { ...own, licence: { name: '', note: '' } },
      'licence_missing',
      'licence.name',
    ],
    ['no classes', without('classes'), 'manifest_invalid', 'classes'],
    ['a class that is not ours', { ...own, classes: ['person', 'ufo'] }, 'manifest_invalid', 'classes[1]'],
    ['an unknown decoder', { ...own, decoder: 'yolo99' }, 'manifest_invalid', 'decoder'],
    ['a name that is no folder', { ...own, name: '../etc' }, 'manifest_invalid', 'name'],
    ['a task that is none', { ...own, task: 'reader' }, 'manifest_invalid', 'task'],
  ])('refuses %s, naming the field', (...[, manifest, code, field]) => {
    expect(() => parse(manifest)).toThrow(expect.objectContaining({ code }))
    expect(() => parse(manifest)).toThrow(field)
  })

  it('refuses what is not JSON', () =>
    expect(() => parseOwnManifest('{\n  "name": "x",\n  oops\n}')).toThrow(
      expect.objectContaining({ code: 'manifest_not_json', facts: { line: 3, column: 3 } }),
    ))
})

/** Eight candidates; the first is a car on the left upper quarter of the input. */
const columns = (rows: number): FixedOutput => ({
  name: 'output0',
  dims: [1, rows, 8],
  values: [16, 16, 32, 32, 0.1, 0.9, ...Array<number>(rows).fill(0)]
    .slice(0, rows)
    .flatMap((value) => [value, ...Array<number>(7).fill(0)]),
})
const row = [0, 0, 32, 32, 0.9, 1]
const car = [{ class: 'car', box: { left: 0, top: 0, right: 0.5, bottom: 0.5 } }]

describe('checkModel', () => {
  it.each<[string, object, FixedOutput[]]>([
    ['YOLOv8 style', own, [columns(6)]],
    ['YOLOv10 style', { ...own, decoder: 'yolov10' }, [{ name: 'output0', dims: [1, 1, 6], values: row }]],
    [
      'RT-DETR style, labels as integers',
      { ...own, decoder: 'detr' },
      [
        { name: 'labels', dims: [1, 1], values: [1], whole: true },
        { name: 'boxes', dims: [1, 1, 4], values: row.slice(0, 4) },
        { name: 'scores', dims: [1, 1], values: [0.9] },
      ],
    ],
  ])('shows the boxes of a %s model', async (...[, manifest, outputs]) => {
    const { seen, manifest: whole } = await checkModel({
      manifest: parse(manifest),
      onnx: smallModel(outputs),
      picture: plain({ width: 200, height: 200 }, 50),
    })
    expect(seen).toMatchObject({ detections: car })
    expect(whole.files[0]).toMatchObject({
      sources: [],
      name: expect.stringMatching(/^[0-9a-f]{16}\.onnx$/) as string,
    })
  })

  it('shows the boxes of a YOLOX-style model', async () => {
    const rows = 64 + 16 + 4
    const values = new Array<number>(rows * 7).fill(0)
    // The first cell of stride 32: its middle at 16, 16, its sides 32.
    values.splice(80 * 7, 7, 0.5, 0.5, 0, 0, 0.9, 0.1, 1)
    const onnx = smallModel([{ name: 'output', dims: [1, rows, 7], values }])
    expect((await checkModel({ manifest: parse({ ...own, decoder: 'yolox' }), onnx })).seen).toMatchObject({
      detections: car,
    })
  })

  it('shows the scores of a classifier', async () => {
    const onnx = smallModel([{ name: 'logit', dims: [1, 1], values: [Math.log(3)] }])
    const { seen } = await checkModel({ manifest: parse(classifier), onnx })
    expect('scores' in seen && seen.scores['none']).toBeCloseTo(0.75, 6)
  })

  const bytes = (spoil: (model: OnnxModel) => void) => {
    const model = smallOnnxModel([columns(6)])
    spoil(model)
    return writeModel(model)
  }
  it.each<[string, object, FixedOutput[]]>([
    [
      'a score above 1',
      own,
      [{ ...columns(6), values: columns(6).values.map((v) => (v === 0.9 ? 1.8e31 : v)) }],
    ],
    [
      'a score that is no number',
      own,
      [{ ...columns(6), values: columns(6).values.map((v) => (v === 0.1 ? NaN : v)) }],
    ],
    [
      'a place without end',
      own,
      [{ ...columns(6), values: columns(6).values.map((v) => (v === 32 ? Infinity : v)) }],
    ],
    [
      'a classifier that gives logits',
      { ...classifier, activation: 'none' },
      [{ name: 'logit', dims: [1, 2], values: [-3, 4] }],
    ],
  ])('refuses %s', async (...[, manifest, outputs]) => {
    const checking = checkModel({ manifest: parse(manifest), onnx: smallModel(outputs) })
    await expect(checking).rejects.toMatchObject({ code: 'scores_out_of_range' })
  })

  const transposed: FixedOutput = { ...columns(6), dims: [1, 8, 6] }
  it.each<[string, object, Uint8Array, string, string]>([
    ['no ONNX file', own, Buffer.from('hello'), 'not_onnx', 'not an ONNX file'],
    [
      'weights in another file, its own name even',
      own,
      withWeightsOutside(bytes(() => undefined)),
      'external_data',
      'one ONNX file',
    ],
    ['an empty file', own, Buffer.alloc(0), 'not_onnx', 'not an ONNX file'],
    [
      'an opset of tomorrow',
      own,
      bytes((m) => (m.opsetImport = [{ domain: '', version: 40 }])),
      'opset_unsupported',
      'found: 40',
    ],
    [
      'an opset of yesterday',
      own,
      bytes((m) => (m.opsetImport = [{ domain: '', version: 6 }])),
      'opset_unsupported',
      'supported: 7-26',
    ],
    [
      'an operator that is none',
      own,
      bytes((m) => (m.graph.node[0]!.opType = 'Guess')),
      'model_unusable',
      'operator: Guess',
    ],
    [
      'an input of bytes',
      own,
      bytes((m) => (m.graph.input[0]!.type.tensorType.elemType = elementType.uint8)),
      'input_unsupported',
      'one float picture input',
    ],
    [
      'planes where pixels are said to be',
      own,
      smallModel([columns(6)], [1, 64, 64, 3]),
      'inputs_mismatch',
      'layout: nchw; fits: nhwc',
    ],
    [
      'another size than the one that it was exported in',
      { ...own, input: { ...own.input, width: 128 } },
      bakedModel([columns(6)]),
      'input_size_fixed',
      'manifest: 128 x 64; model: 64 x 64',
    ],
    [
      'outputs of another family',
      { ...own, decoder: 'yolov10' },
      smallModel([columns(6)]),
      'outputs_mismatch',
      'decoder: yolov10; fits: yolov8; expected: [1, N, 6]; found: output0 [1, 6, 8]',
    ],
    ['rows for columns', own, smallModel([transposed]), 'outputs_mismatch', 'expected: [1, 4 + classes, N]'],
    [
      'the outputs of RT-DETR under other names',
      { ...own, decoder: 'detr' },
      smallModel([columns(6)]),
      'outputs_mismatch',
      'labels [1, N]',
    ],
    [
      'a YOLOX of another size',
      { ...own, decoder: 'yolox' },
      smallModel([columns(6)]),
      'outputs_mismatch',
      '[1, 84, 5 + classes]',
    ],
    ['a class too many', own, smallModel([columns(7)]), 'class_count_mismatch', 'model: 3; manifest: 2'],
    [
      'an index beyond the classes',
      { ...own, decoder: 'yolov10' },
      smallModel([{ name: 'o', dims: [1, 1, 6], values: [...row.slice(0, 5), 7] }]),
      'class_count_mismatch',
      'model: 8; manifest: 2',
    ],
    [
      'a classifier of three',
      { ...classifier, activation: 'softmax' },
      smallModel([{ name: 'o', dims: [1, 3], values: [1, 2, 3] }]),
      'class_count_mismatch',
      'model: 3; manifest: 2',
    ],
  ])('refuses %s', async (...[, manifest, onnx, code, words]) => {
    const checking = checkModel({ manifest: parse(manifest), onnx })
    await expect(checking).rejects.toMatchObject({ code })
    await expect(checking).rejects.toThrow(words)
  })
})

describe('what cannot be believed', () => {
  /** So many cars, each scored so, wherever they are. */
  const cars = (n: number, score: number, place: (i: number) => number[]): FixedOutput => {
    const boxes = Array.from({ length: n }, (_, i) => [...place(i), 0, score])
    return {
      name: 'output0',
      dims: [1, 6, n],
      values: Array.from({ length: 6 }, (_, row) => boxes.map((box) => box[row]!)).flat(),
    }
  }
  /** A grid of boxes of four pixels that do not touch. */
  const grid = (i: number) => [3 + 5 * (i % 12), 3 + 5 * Math.floor(i / 12), 4, 4]
  const doubtsOf = async (onnx: Uint8Array) => {
    const picture = { ...plain({ width: 64, height: 64 }, 50) }
    picture.data.fill(200, 0, 6000)
    const { doubts } = await checkModel({ manifest: parse(own), onnx, picture })
    return doubts.map(({ code }) => code)
  }

  it.each<[string, Uint8Array, string[]]>([
    ['nothing of a model that sees a car in a scene and none in grey', sceneModel([cars(8, 0.9, grid)]), []],
    ['the same answer for any picture', smallModel([cars(8, 0.9, grid)]), ['same_as_grey', 'sees_in_grey']],
    ['the same answer for any picture, which is nothing', smallModel([cars(8, 0.1, grid)]), ['same_as_grey']],
    ['too many boxes, and of one class', sceneModel([cars(144, 0.8, grid)]), ['many_boxes', 'one_class']],
    ['many, and all sure', sceneModel([cars(30, 1, grid)]), ['scores_near_one']],
    [
      'places in parts of the picture',
      sceneModel([cars(8, 0.9, () => [0.5, 0.5, 0.3, 0.3])]),
      ['boxes_misplaced'],
    ],
    ['places beside the picture', sceneModel([cars(8, 0.9, () => [300, 300, 20, 20])]), ['boxes_misplaced']],
    ['boxes without area', sceneModel([cars(8, 0.9, () => [20, 20, 0, 0])]), ['boxes_misplaced']],
  ])('%s', async (...[, onnx, expected]) => expect(await doubtsOf(onnx)).toEqual(expected))

  it('says under which usual normalisation it could be believed', async () => {
    const picture = { ...plain({ width: 64, height: 64 }, 50) }
    picture.data.fill(200, 0, 6000)
    const dark = { ...own, input: { ...own.input, std: [1e7, 1e7, 1e7] } }
    const onnx = sceneModel([cars(8, 0.9, grid)])
    const { doubts } = await checkModel({ manifest: parse(dark), onnx, picture })
    expect(doubts).toEqual([
      { code: 'sees_nothing', facts: { perhaps: 'mean [0, 0, 0], std [255, 255, 255]' } },
    ])
  })

  it('on grey alone says what it sees there', async () => {
    const { doubts } = await checkModel({ manifest: parse(own), onnx: smallModel([cars(8, 0.9, grid)]) })
    expect(doubts).toEqual([{ code: 'sees_in_grey', facts: { objects: 8 } }])
  })
})
