import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { OwnManifest } from '../manifest.ts'
import { elementType, writeModel } from '../onnx/model.ts'
import type { OnnxModel } from '../onnx/model.ts'
import { plain } from '../raster/raster.ts'
import { smallOnnxModel, smallModel } from '../test/small-model.ts'
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

  it('refuses what is not JSON', () => expect(() => parseOwnManifest('{')).toThrow('manifest_invalid'))
})

/** A second part of the graph (protobuf joins the two), with a tensor that lies in a file. */
function external(location: string): Buffer {
  const field = (of: number, ...parts: Buffer[]): Buffer => {
    const bytes = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([of * 8 + 2, bytes.length]), bytes])
  }
  const entry = field(13, field(1, Buffer.from('location')), field(2, Buffer.from(location)))
  return field(7, field(5, field(8, Buffer.from('w')), entry, Buffer.from([14 * 8, 1])))
}

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
    ['no ONNX file', own, Buffer.from('hello'), 'graph_unsupported', 'not an ONNX file'],
    [
      'weights in another file, its own name even',
      own,
      Buffer.concat([bytes(() => undefined), external('model.onnx')]),
      'external_data',
      'one ONNX file',
    ],
    ['an empty file', own, Buffer.alloc(0), 'graph_unsupported', 'not an ONNX file'],
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
      'Guess',
    ],
    [
      'an input of bytes',
      own,
      bytes((m) => (m.graph.input[0]!.type.tensorType.elemType = elementType.uint8)),
      'graph_unsupported',
      'one float input',
    ],
    [
      'planes where pixels are said to be',
      own,
      smallModel([columns(6)], [1, 64, 64, 3]),
      'inputs_mismatch',
      '[1, 64, 64, 3]',
    ],
    [
      'outputs of another family',
      { ...own, decoder: 'yolov10' },
      smallModel([columns(6)]),
      'outputs_mismatch',
      'found: output0 [1, 6, 8]',
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
