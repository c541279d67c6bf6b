import { expect, it } from 'vitest'
import type { SourceState } from '../../contract/sources.ts'
import { createStateBoard } from './state-board.ts'

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
const source = { id: 's', enabled: true, createdAt: 0 }

function board() {
  const clock = { at: 1_000 }
  return { clock, board: createStateBoard(() => clock.at) }
}

it('waits until a worker says something', () => {
  expect(board().board.of(source)).toMatchObject({ connection: 'waiting', fault: null })
})
it('waits for the reason that the worker is overloaded, for as long as it says so', () => {
  const { clock, board: states } = board()
  states.report('s', { ...live, isLate: true })
  expect(states.of({ ...source, id: 'next' })).toMatchObject({ connection: 'waiting', fault: 'overloaded' })
  expect(states.of(source)).toMatchObject({ connection: 'live', fault: null, isLate: true })
  clock.at += 5_001
  expect(states.of({ ...source, id: 'next' })).toMatchObject({ connection: 'waiting', fault: null })
})
it('shows what the worker says, and for 5 s', () => {
  const { clock, board: states } = board()
  states.report('s', live)
  clock.at += 5_000
  expect(states.of(source)).toEqual(live)
})
it('never shows a stale report as live', () => {
  const { clock, board: states } = board()
  states.report('s', live)
  clock.at += 5_001
  expect(states.of(source)).toMatchObject({ connection: 'fault', fault: 'worker_lost', fps: 0, since: 6_000 })
})
it('is off when it is disabled, whatever a worker says', () => {
  const { board: states } = board()
  states.report('s', live)
  expect(states.of({ ...source, enabled: false })).toMatchObject({ connection: 'off', fps: 0 })
})
it('names a source once per change of its looks, also when its worker falls silent', () => {
  const { clock, board: states } = board()
  states.report('s', live)
  expect(states.sweep()).toEqual(['s'])
  states.report('s', { ...live, framesLooked: 8 })
  expect(states.sweep()).toEqual([])
  clock.at += 6_000
  expect(states.sweep()).toEqual(['s'])
  expect(states.sweep()).toEqual([])
})
