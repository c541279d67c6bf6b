import { expect, it } from 'vitest'
import type { SourceState } from '../../contract/sources.ts'
import { shownState } from './state-board.ts'

const live: SourceState = {
  connection: 'live',
  since: 100,
  fault: null,
  health: [],
  lastSampleAt: 100,
  clockSource: 'camera-ntp',
  clockOffsetMs: 3,
  classes: ['person', 'car'],
  cadence: 'full',
  fps: 25,
  kbps: 4000,
  framesLooked: 7,
  framesDropped: {},
  drops: {},
  ringFromAt: 1,
  ringBytes: 2,
  openStays: 1,
}
const source = { enabled: true, createdAt: 50 }
const report = { state: live, arrivedAt: 1_000 }

it('waits until a worker says something', () => {
  const waiting = { connection: 'waiting', fault: null, since: 50 }
  expect(shownState(source, undefined, { at: 2_000 })).toMatchObject(waiting)
  const overloaded = { connection: 'waiting', fault: 'overloaded' }
  expect(shownState(source, undefined, { at: 2_000, isOverloaded: true })).toMatchObject(overloaded)
})
it('shows what the worker says, and for 5 s', () => {
  expect(shownState(source, report, { at: 6_000 })).toEqual(live)
})
it('never shows a stale report as live', () => {
  const lost = { connection: 'fault', fault: 'worker_lost', fps: 0, since: 6_000 }
  expect(shownState(source, report, { at: 6_001 })).toMatchObject(lost)
})
it('is off when it is disabled, whatever a worker says', () => {
  const off = { connection: 'off', fps: 0 }
  expect(shownState({ ...source, enabled: false }, report, { at: 1_000 })).toMatchObject(off)
})
