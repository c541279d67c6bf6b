import { stayKinds } from '@sightline/detectors/finding'
import { rules } from '@sightline/detectors/rules/table'
import { expect, it } from 'vitest'
import { keptNumber, shownNumber } from './param-value.ts'

it.each([
  ['a share, in percent', 'share', 0.35, 35],
  ['a share that floating point would spoil', 'share', 0.07, 7],
  ['half a percent', 'share', 0.005, 0.5],
  ['nothing', 'share', 0, 0],
  ['seconds, as they are', 'seconds', 15, 15],
  ['widths', 'widths', 2.5, 2.5],
  ['a count', 'count', 3, 3],
] as const)('%s', (...[, unit, kept, shown]) => {
  expect(shownNumber(unit, kept)).toBe(shown)
  expect(keptNumber(unit, shown)).toBe(kept)
})

it('no default or limit of any rule is changed by being shown and read back', () => {
  const params = stayKinds.flatMap((kind) => rules[kind].params).filter((param) => param.type === 'number')
  const spoilt = params.filter(({ unit, ...param }) =>
    [param.min, param.max, param.default].some(
      (value) => keptNumber(unit, shownNumber(unit, value)) !== value,
    ),
  )
  expect(params.length).toBeGreaterThan(50)
  expect(spoilt).toEqual([])
})
