import { expect, it } from 'vitest'
import type { ShadowCounts } from '../../contract/shadow-report.ts'
import { costOf } from './cost.ts'

const counts = (more: Partial<ShadowCounts>): ShadowCounts => ({
  looks: 0,
  looked: 0,
  dropped: { opening: 0, behind: 0, busy: 0, budget: 0, failed: 0, idle: 0 },
  ms: 0,
  slowestMs: 0,
  cpuMs: 0,
  residentBytes: 0,
  elapsedMs: 0,
  sizes: null,
  lost: 0,
  ...more,
})

it('of nothing says nothing', () => {
  expect(costOf([])).toMatchObject({ looks: 0, meanMs: null, slowestMs: null, cpuPercent: null, sizes: null })
  expect(costOf([])).toMatchObject({ cpuSecondsPerMinute: null, residentBytes: null })
})

it('adds up sources, and takes the time that passed once: two sources of a worker pass it together', () => {
  const tallies = [
    {
      sourceId: 'a',
      counts: counts({ looks: 10, looked: 4, ms: 400, slowestMs: 180, cpuMs: 300, elapsedMs: 5_000 }),
    },
    {
      sourceId: 'b',
      counts: counts({ looks: 10, looked: 6, ms: 200, slowestMs: 90, cpuMs: 200, elapsedMs: 4_000 }),
    },
  ]
  expect(costOf(tallies)).toMatchObject({ looks: 20, looked: 10, meanMs: 60, slowestMs: 180, cpuPercent: 10 })
})

it('tells the time of a processor for a minute of one source, and the most memory', () => {
  const one = (sourceId: string, residentBytes: number) => ({
    sourceId,
    counts: counts({ cpuMs: 3_000, elapsedMs: 60_000, residentBytes }),
  })
  const cost = costOf([one('a', 200_000_000), one('b', 210_000_000)])
  expect(cost).toMatchObject({ cpuPercent: 10, cpuSecondsPerMinute: 3, residentBytes: 210_000_000 })
})

it('adds up what it took before and after a restart', () => {
  const before = counts({ cpuMs: 500, elapsedMs: 5_000, dropped: { ...counts({}).dropped, behind: 3 } })
  const after = counts({ cpuMs: 500, elapsedMs: 5_000, dropped: { ...counts({}).dropped, behind: 4 } })
  const cost = costOf([
    { sourceId: 'a', counts: before },
    { sourceId: 'a', counts: after },
  ])
  expect(cost).toMatchObject({ cpuPercent: 10, dropped: { behind: 7, busy: 0 } })
})
