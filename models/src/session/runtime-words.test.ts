import { InferenceSession } from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { writeModel } from '../onnx/model.ts'
import { smallOnnxModel } from '../test/small-model.ts'
import { runtimeFacts } from './runtime-words.ts'

it.each([
  ['an operator that is none', 'Guess'],
  ['a shape that does not fit', 'Reshape'],
])('names the operator of what onnxruntime says of %s', async (_, opType) => {
  const model = smallOnnxModel([{ name: 'o', dims: [1], values: [0] }])
  const [mean] = model.graph.node
  Object.assign(mean!, { opType, attribute: [], input: opType === 'Guess' ? ['images'] : ['images', 'zero'] })
  const said = await InferenceSession.create(Buffer.from(writeModel(model)), { logSeverityLevel: 4 }).then(
    () => '',
    String,
  )
  expect(runtimeFacts(said)).toEqual({ operator: opType })
})

it.each([
  [
    "Non-zero status code returned while running Reshape node. Name:'/model.22/Reshape' Status Message: the input tensor cannot be reshaped",
    { operator: 'Reshape' },
  ],
  ['Could not find an implementation for QLinearAdd(1) node', { operator: 'QLinearAdd' }],
  ['exit 139', {}],
  ['', {}],
])('of %s', (said, facts) => expect(runtimeFacts(said)).toEqual(facts))
