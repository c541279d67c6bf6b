import { expect, it } from 'vitest'
import { backgroundHeaders, watchInput } from './activity.ts'

it('a request a minute after the last input is one of the background', () => {
  const target = new EventTarget()
  watchInput(target)
  const input = new Event('keydown')
  target.dispatchEvent(input)
  expect(backgroundHeaders(input.timeStamp + 59_000)).toEqual({})
  expect(backgroundHeaders(input.timeStamp + 61_000)).toEqual({ 'x-sightline-background': '1' })
})
