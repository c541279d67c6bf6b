import { expect, it } from 'vitest'
import { approvalStates, stepsToUse } from '../../law/approval.ts'
import { approvalAfter } from './approval.ts'

type State = (typeof approvalStates)[number]
const basis = '审核〔2026〕1号'
const at = (approvalState: State) => ({
  url: 'rtsp://a/1',
  approvalState,
  approvalBasis: basis,
  approvalRevision: 3,
})

it.each(approvalStates.filter((state) => state !== 'published' && state !== 'in_use'))(
  'not from %s to in_use in one step',
  (state) =>
    expect(() => approvalAfter(at(state), { approval: { state: 'in_use', basis } })).toThrow('bad_request'),
)
it.each(approvalStates)('from %s to in_use by its steps', (from) => {
  let now = from
  for (const state of stepsToUse(from)) {
    expect(approvalAfter(at(now), { approval: { state, basis } })).toMatchObject({ approvalState: state })
    now = state
  }
  expect(now).toBe('in_use')
})
it.each(['', 'x', '   x   '])('no review on the basis of %j', (short) =>
  expect(() => approvalAfter(at('draft'), { approval: { state: 'technical_review', basis: short } })).toThrow(
    'bad_request',
  ),
)
it('another address suspends, also when the same change says in use', () => {
  const url = 'rtsp://b/1'
  expect(approvalAfter(at('in_use'), { url })).toMatchObject({
    approvalState: 'suspended',
    approvalRevision: 4,
  })
  expect(() => approvalAfter(at('in_use'), { url, approval: { state: 'in_use', basis } })).toThrow(
    'bad_request',
  )
})
it('a basis alone is a new revision, nothing new is none', () => {
  expect(
    approvalAfter(at('in_use'), { approval: { state: 'in_use', basis: '审核〔2026〕2号' } }),
  ).toMatchObject({
    approvalRevision: 4,
  })
  expect(approvalAfter(at('in_use'), { approval: { state: 'in_use', basis } })).toEqual({})
})
