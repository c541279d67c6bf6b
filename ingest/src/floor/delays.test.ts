import { expect, it } from 'vitest'
import { createDelays, delayBounds, histogramLines } from './delays.ts'

it('counts each delay in the first step that holds it, and what is longer than all of them last', () => {
  const delays = createDelays()
  for (const ms of [0, 10, 11, 1e9]) delays.record(ms)
  expect(delays.counts().slice(0, 3)).toEqual([2, 1, 0])
  expect(delays.counts().at(-1)).toBe(1)
  expect(delays.counts()).toHaveLength(delayBounds.length + 1)
})

it('says over several sources how many were within each bound', () => {
  const [one, other] = [createDelays(), createDelays()]
  for (const ms of [5, 12]) one.record(ms)
  other.record(30_000)
  const lines = histogramLines('wait_ms', [one, other])
  expect(lines.slice(0, 2)).toEqual(['wait_ms_bucket{le="10"} 1', 'wait_ms_bucket{le="13"} 2'])
  expect(lines.at(-1)).toBe('wait_ms_bucket{le="+Inf"} 3')
})
