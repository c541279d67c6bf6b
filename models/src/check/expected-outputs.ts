import type { Tensor } from '../decode/output.ts'
import { detrOutputs } from '../decode/end-to-end.ts'
import type { DetectorManifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'

type Outputs = Readonly<Record<string, Tensor>>
type Expect = (outputs: Outputs, manifest: DetectorShape) => void
type DetectorShape = Pick<DetectorManifest, 'input' | 'classes'>

/** Refuses outputs that the decoder would misread: `outputs_mismatch`, or `class_count_mismatch` where only that is wrong. */
export function expectOutputs(outputs: Outputs, manifest: OwnManifest): void {
  if (manifest.task === 'detector') return expected[manifest.decoder](outputs, manifest)
  const numbers = theOne(outputs, '[1, labels]').data.length
  const wanted = manifest.activation === 'sigmoid' ? 1 : manifest.labels.length
  if (manifest.activation === 'sigmoid' && manifest.labels.length !== 2)
    countMismatch(2, manifest.labels.length)
  if (numbers !== wanted) countMismatch(numbers, wanted)
}

const expected: Readonly<Record<DetectorManifest['decoder'], Expect>> = {
  yolox(outputs, { input, classes }) {
    const rows = [8, 16, 32].reduce((sum, s) => sum + (input.width / s) * (input.height / s), 0)
    const shape = `[1, ${rows}, 5 + classes]`
    const [, n, columns = 0] = threeAxes(outputs, shape)
    if (n !== rows) mismatch(outputs, shape)
    if (columns - 5 !== classes.length) countMismatch(columns - 5, classes.length)
  },
  yolov8(outputs, { classes }) {
    const shape = '[1, 4 + classes, N]'
    const [, rows = 0, columns = 0] = threeAxes(outputs, shape)
    if (rows < 5 || columns < rows) mismatch(outputs, shape)
    if (rows - 4 !== classes.length) countMismatch(rows - 4, classes.length)
  },
  yolov10(outputs, { classes }) {
    const shape = '[1, N, 6]'
    if (threeAxes(outputs, shape)[2] !== 6) mismatch(outputs, shape)
    const { data } = theOne(outputs, shape)
    knownIndices(
      data.filter((_, i) => i % 6 === 5),
      classes.length,
    )
  },
  detr(outputs, { classes }) {
    const shape = 'labels [1, N], boxes [1, N, 4], scores [1, N]'
    const [labels, boxes, scores] = detrOutputs.map((name) => outputs[name]?.data.length)
    if (!labels || labels !== scores || boxes !== 4 * labels) mismatch(outputs, shape)
    knownIndices(outputs['labels']?.data ?? [], classes.length)
  },
  centernet: (outputs) => mismatch(outputs, 'the heads of the built-in model'),
  aizoo(outputs, { classes }) {
    const shape = 'loc [1, 11000, 4], cls [1, 11000, classes]'
    if (outputs['loc']?.data.length !== 44_000 || !outputs['cls']) mismatch(outputs, shape)
    const found = (outputs['cls']?.data.length ?? 0) / 11_000
    if (found !== classes.length) countMismatch(found, classes.length)
  },
}

function theOne(outputs: Outputs, shape: string): Tensor {
  const [output, ...more] = Object.values(outputs)
  if (!output || more.length > 0) return mismatch(outputs, shape)
  return output
}

function threeAxes(outputs: Outputs, shape: string): readonly number[] {
  const { dims } = theOne(outputs, shape)
  return dims.length === 3 ? dims : mismatch(outputs, shape)
}

function mismatch(outputs: Outputs, expectedShape: string): never {
  const found = Object.entries(outputs).map(([name, { dims }]) => `${name} [${dims.join(', ')}]`)
  throw new ModelError('outputs_mismatch', { expected: expectedShape, found: found.join(', ') })
}

/** A model that gives indices never says how many classes it has; one too high tells that they are more. */
function knownIndices(indices: ArrayLike<number>, classes: number): void {
  const highest = Array.from(indices).reduce((a, b) => Math.max(a, b), -1)
  if (highest >= classes) countMismatch(highest + 1, classes)
}

function countMismatch(model: number, manifest: number): never {
  throw new ModelError('class_count_mismatch', { model, manifest })
}
