import { expect, it } from 'vitest'
import { findingStages, healthFaults } from '@sightline/detectors/finding'
import type { FaultRecord } from '../findings/finding-record.ts'
import { faultWindow } from './fault-window.ts'
import { momentWindow } from './stage-window.ts'
import { sampleFault } from './test/sample-record.ts'

const record = sampleFault()
const { fromAt } = record.event.dwell
const { at } = record.event
const aheadMs = 3
const of = (fault: FaultRecord['event']['fault'], more: Partial<FaultRecord> = {}): FaultRecord => ({
  ...record,
  ...more,
  event: { ...(more.event ?? record.event), fault },
})

it('shows a covered camera before and after the lens was covered, at the limit, and uncovered', () => {
  const windows = findingStages.map((stage) => faultWindow(of('covered'), stage))
  const moment = { fromAt: at + aheadMs - 5000, toAt: at + aheadMs + 5000, aroundAt: at + aheadMs }
  expect(windows).toEqual([
    { fromAt: fromAt + aheadMs - 25_000, toAt: fromAt + aheadMs + 5000, aroundAt: fromAt + aheadMs },
    moment,
    moment,
  ])
})

it('shows of a camera that sends nothing the last that came, nothing meanwhile, and its return', () => {
  const newestAt = fromAt - 4000
  const windows = findingStages.map((stage) => faultWindow(of('offline', { newestAt }), stage))
  expect(windows).toEqual([
    { fromAt: newestAt - 10_000, toAt: newestAt, aroundAt: newestAt },
    null,
    { fromAt: at - 5000, toAt: at + 5000, aroundAt: at },
  ])
  expect(faultWindow(of('offline', { newestAt: null }), 'opened')).toBeNull()
})

it.each<[string, FaultRecord, number | null]>([
  ['covered opens', of('covered', { event: { ...record.event, stage: 'opened' } }), fromAt + aheadMs + 5000],
  ['covered at the limit', of('covered'), at + aheadMs],
  ['offline at the limit', of('offline'), null],
])('the one picture that is told at once: %s', (_name, one, aroundAt) => {
  const window = aroundAt && { fromAt: aroundAt - 3000, toAt: aroundAt + 500, aroundAt }
  expect(momentWindow(one)).toEqual(window)
})

it.each(healthFaults)('%s: the window of every stage is no longer than the ring keeps', (fault) => {
  for (const stage of findingStages) {
    const window = faultWindow(of(fault), stage)
    if (window) expect(window.toAt - window.fromAt).toBeLessThanOrEqual(75_000)
  }
})
