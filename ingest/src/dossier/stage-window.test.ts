import { expect, it } from 'vitest'
import type { FindingEventRecord } from '../findings/finding-record.ts'
import { momentWindow, stageWindow } from './stage-window.ts'
import { sampleRecord } from './test/sample-record.ts'
import { toManifest } from './to-manifest.ts'

const openedAt = 1_000_000
const dwellTo = (toAt: number) => ({ fromAt: openedAt - 15_000, toAt, seenFrames: 9, longestGapMs: 0 })
it.each<[string, Partial<FindingEventRecord>, object]>([
  ['opened', { stage: 'opened', at: openedAt }, { fromAt: 995_000, toAt: 1_010_000, aroundAt: 1_000_000 }],
  [
    'confirmed',
    { stage: 'confirmed', at: 1_300_000 },
    { fromAt: 1_295_000, toAt: 1_305_000, aroundAt: 1_300_000 },
  ],
  [
    'closed, seen driving off',
    { stage: 'closed', at: 1_402_000, dwell: dwellTo(1_400_000) },
    { fromAt: 1_395_000, toAt: 1_407_000, aroundAt: 1_400_000 },
  ],
  [
    'closed, long out of sight',
    { stage: 'closed', at: 1_520_000, dwell: dwellTo(1_400_000) },
    { fromAt: 1_395_000, toAt: 1_460_000, aroundAt: 1_400_000 },
  ],
])('%s', (_name, change, expected) => {
  const event = { openedAt, dwell: dwellTo(openedAt), ...change } as FindingEventRecord
  expect(stageWindow(event)).toEqual(expected)
})

it.each([
  ['what was confirmed is shown by its last sight', true, 1_400_000],
  ['what ended in its grace by the place as it is then', false, 1_402_000],
])('%s, and its manifest says so', (_name, wasConfirmed, at) => {
  const sample = sampleRecord()
  const closed = { stage: 'closed', at: 1_402_000, openedAt, dwell: dwellTo(1_400_000) } as const
  const record = { ...sample, wasConfirmed, event: { ...sample.event, ...closed } }
  expect(momentWindow(record)?.aroundAt).toBe(at)
  const software = { sightline: '0', ffmpeg: '5' }
  const sealed = toManifest({
    record,
    stage: 'closed',
    software,
    exhibits: [],
    hasGap: false,
    sealedAt: 1_403_000,
  })
  expect(sealed.finding.wasConfirmed).toBe(wasConfirmed ? undefined : false)
})
