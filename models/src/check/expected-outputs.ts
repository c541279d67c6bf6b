import type { Tensor } from '../decode/output.ts'
import type { DetectorManifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { fitting, layouts, type Outputs } from './layouts.ts'

type DetectorShape = Pick<DetectorManifest, 'input' | 'classes' | 'decoder'>

/** Refuses outputs that the decoder would misread: `outputs_mismatch`, or `class_count_mismatch` where only that is wrong. */
export function expectOutputs(outputs: Outputs, manifest: OwnManifest): void {
  if (manifest.task === 'detector') return expectLayout(outputs, manifest)
  const numbers = theOne(outputs, '[1, labels]').data.length
  const wanted = manifest.activation === 'sigmoid' ? 1 : manifest.labels.length
  if (manifest.activation === 'sigmoid' && manifest.labels.length !== 2)
    countMismatch(2, manifest.labels.length)
  if (numbers !== wanted) countMismatch(numbers, wanted)
}

function expectLayout(outputs: Outputs, { input, classes, decoder }: DetectorShape): void {
  const { shape, classesIn } = layouts[decoder]
  const found = classesIn(outputs, input)
  if (found === null) {
    const others = fitting(outputs, { input, classes: classes.length })
    return mismatch(outputs, {
      decoder,
      ...(others.length > 0 ? { fits: others.join(', ') } : {}),
      expected: shape(input),
    })
  }
  if (found === 'untold') knownIndices(indicesIn(outputs, decoder), classes.length)
  else if (found !== classes.length) countMismatch(found, classes.length)
}

function indicesIn(outputs: Outputs, decoder: DetectorShape['decoder']): ArrayLike<number> {
  if (decoder === 'detr') return outputs['labels']?.data ?? []
  return theOne(outputs, '[1, N, 6]').data.filter((_, i) => i % 6 === 5)
}

function theOne(outputs: Outputs, expected: string): Tensor {
  const [output, ...more] = Object.values(outputs)
  if (!output || more.length > 0) return mismatch(outputs, { expected })
  return output
}

function mismatch(outputs: Outputs, facts: Readonly<Record<string, string>>): never {
  const found = Object.entries(outputs).map(([name, { dims }]) => `${name} [${dims.join(', ')}]`)
  throw new ModelError('outputs_mismatch', { ...facts, found: found.join(', ') })
}

/** A model that gives indices never says how many classes it has; one too high tells that they are more. */
function knownIndices(indices: ArrayLike<number>, classes: number): void {
  const highest = Array.from(indices).reduce((a, b) => Math.max(a, b), -1)
  if (highest >= classes) countMismatch(highest + 1, classes)
}

function countMismatch(model: number, manifest: number): never {
  throw new ModelError('class_count_mismatch', { model, manifest })
}
