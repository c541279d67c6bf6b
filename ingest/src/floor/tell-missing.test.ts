import { ModelError } from '@sightline/models/model-error'
import { expect, it } from 'vitest'
import { createTellMissing } from './tell-missing.ts'

const absent = new ModelError('model_unreachable', { name: 'mask' })
const full = new ModelError('disk_full', { name: 'mask' })

it.each([
  ['the same reason, tried again and again', [absent, absent, absent], 1],
  ['another reason', [absent, absent, full, full], 2],
  ['whatever it was', [new Error('a'), new Error('b')], 1],
] as const)('%s is said once', (_, errors, lines) => {
  const said: object[] = []
  const tell = createTellMissing({ warn: (facts: object) => void said.push(facts) } as never, {
    name: 'mask',
    classes: ['no_mask'],
    get: 'npx sightline models pull mask',
  })
  for (const error of errors) tell(error)
  expect(said).toHaveLength(lines)
  expect(said[0]).toMatchObject({
    model: 'mask',
    get: 'npx sightline models pull mask',
    rules: ['kitchen_no_mask'],
  })
})
