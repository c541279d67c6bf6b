import { describe, expect, it } from 'vitest'
import { calmMs, restUntil, whyNotNow, type LookFacts } from './may-look.ts'

const calm: LookFacts = {
  now: 100_000,
  isOpen: true,
  isLooking: false,
  behindAt: Number.NEGATIVE_INFINITY,
  spentUntil: 0,
}

describe('whether a shadow looks', () => {
  it.each<[string, Partial<LookFacts>, ReturnType<typeof whyNotNow>]>([
    ['when nothing speaks against it', {}, null],
    ['not while its model opens', { isOpen: false }, 'opening'],
    ['not while the worker is behind', { behindAt: 100_000 }, 'behind'],
    ['not shortly after', { behindAt: 100_000 - calmMs + 1 }, 'behind'],
    ['again when it has been calm', { behindAt: 100_000 - calmMs }, null],
    ['not while it looks', { isLooking: true }, 'busy'],
    ['not beyond its share', { spentUntil: 100_001 }, 'budget'],
    ['with its share just earned', { spentUntil: 100_000 }, null],
    ['being behind outweighs all else', { behindAt: 99_999, isLooking: true, spentUntil: 1e9 }, 'behind'],
  ])('%s', (_name, facts, expected) => expect(whyNotNow({ ...calm, ...facts })).toBe(expected))

  it.each([
    [100, 50, 100],
    [100, 25, 300],
    [100, 5, 1900],
    [0, 25, 0],
  ])('after %i ms of a processor at %i %% it waits %i ms', (cpuMs, percent, waits) =>
    expect(restUntil(1_000, cpuMs, percent)).toBeCloseTo(1_000 + waits),
  )

  it('takes its share of a core at most, however long its looks are', () => {
    for (const percent of [5, 25, 50]) {
      let [now, used] = [0, 0]
      for (const cpuMs of [10, 400, 35, 2_000, 1, 90]) {
        used += cpuMs
        now = restUntil(now + cpuMs, cpuMs, percent)
      }
      expect((100 * used) / now).toBeLessThanOrEqual(percent + 1e-9)
    }
  })
})
