import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attributeType, readModel, writeModel } from '../onnx/model.ts'
import { int64Tensor } from '../onnx/prepare.ts'
import { pictureOf } from '../test/picture.ts'
import { sharedPath } from '../test/shared-material.ts'
import { checkModel } from './check-model.ts'
import { parseOwnManifest } from './own-manifest.ts'

const weights = sharedPath('models/hyperlpr3_y5fu_320x_sim.onnx')
const still = sharedPath('media/street/parked-on-pavement-cn.jpg')

/** The plate detector without its four corners: what is left is a YOLOv5 of two classes, single and double row. */
function withoutCorners(path: string): Uint8Array {
  const model = readModel(readFileSync(path))
  const { graph } = model
  const [output] = graph.output
  graph.initializer.push(int64Tensor('kept', [0, 1, 2, 3, 4, 13, 14]))
  const axis = { name: 'axis', type: attributeType.int, i: 2 }
  graph.node.push({
    name: 'keep',
    opType: 'Gather',
    input: [output!.name, 'kept'],
    output: ['rows'],
    attribute: [axis],
  })
  output!.name = 'rows'
  output!.type.tensorType.shape.dim = [1, 6300, 7].map((dimValue) => ({ dimValue }))
  return writeModel(model)
}

const own = {
  name: 'a-real-yolov5',
  title: { zh: '真实的 YOLOv5', en: 'a real YOLOv5' },
  task: 'detector',
  licence: { name: 'Apache-2.0', note: 'HyperLPR3' },
  input: {
    width: 320,
    height: 320,
    channels: 'rgb',
    letterbox: 'centre',
    pad: 0,
    mean: [0, 0, 0],
    std: [255, 255, 255],
  },
  decoder: 'yolov5',
  // What a plate is called does not matter here.
  classes: ['car', 'truck'],
  thresholds: { score: 0.5, overlap: 0.5 },
}

describe.skipIf(!weights || !still)('a real YOLOv5', () => {
  const check = async (manifest: object) =>
    checkModel({
      manifest: parseOwnManifest(JSON.stringify({ ...own, ...manifest })),
      onnx: withoutCorners(weights!),
      picture: await pictureOf(still!),
    })

  it('sees the one plate of a car, and is not doubted', async () => {
    const { seen, doubts } = await check({})
    expect(doubts).toEqual([])
    expect(seen).toMatchObject({ detections: [{ class: 'car' }] })
  })

  it.each([
    ['yolox', 'yolov5'],
    ['yolov8', 'yolov5'],
    ['yolov10', 'yolov5'],
  ])('named %s, it is refused, and called what it is', async (decoder, fits) => {
    await expect(check({ decoder })).rejects.toMatchObject({
      code: 'outputs_mismatch',
      facts: { decoder, fits },
    })
  })
})
