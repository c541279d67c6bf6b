import { expect, it } from 'vitest'
import { firstStep, goingOn, stepped, undone, type Steps } from './steps.ts'

const walked: readonly [string, Steps<string>, string, number][] = [
  ['nothing was done', firstStep('a'), 'a', 0],
  ['one step', stepped(firstStep('a'), 'b'), 'a', 0],
  ['two steps', stepped(stepped(firstStep('a'), 'b'), 'c'), 'b', 1],
  ['a drag of many moves', goingOn(goingOn(stepped(firstStep('a'), 'b'), 'c'), 'd'), 'a', 0],
]
it.each(walked)('undoes one step where there was one: %s', (...[, steps, now, left]) => {
  expect(undone(steps)).toEqual({ now, past: steps.past.slice(0, left) })
})

it('remembers no more than two hundred', () => {
  let steps = firstStep(0)
  for (let i = 1; i <= 250; i++) steps = stepped(steps, i)
  expect(steps.past).toHaveLength(200)
  expect(steps.past[0]).toBe(50)
})
