import { expect, it } from 'vitest'
import { sourceStateSchema } from '@sightline/api/contract/sources'
import { toSourceState, zeroCounts, type StateInput } from './source-state.ts'

const live: StateInput = {
  now: 100_000,
  connection: { connection: 'live', since: 50_000, fault: null, detail: '', retryAt: null },
  ring: { state: 'recording', fromAt: 1000, bytes: 5 },
  isFull: false,
  modelSet: { offered: ['car'] },
  lastSample: { at: 99_900, arrivedAt: 99_950, clock: { source: 'camera-ntp', offsetMs: 3 } },
  blindSince: null,
  health: [],
  cadence: 'key',
  fps: 25,
  kbps: 900,
  counts: zeroCounts(),
  sights: [],
  tilt: null,
  openStays: 0,
  isLate: false,
}
const fault = { ...live.connection, connection: 'fault', fault: 'auth' } as const

it.each<[string, Partial<StateInput>, object]>([
  ['a stream that flows', {}, { connection: 'live', fault: null }],
  ['no sample for 4.6 s', { now: 104_551 }, { connection: 'silent', fault: 'silence', since: 99_950 }],
  ['no model to look with', { modelSet: null }, { connection: 'live', fault: 'no_model' }],
  [
    'samples without pictures',
    { blindSince: 90_000 },
    { connection: 'fault', fault: 'no_picture', since: 90_000 },
  ],
  ['a wrong password', { connection: fault }, { connection: 'fault', fault: 'auth' }],
  ['a full spool', { isFull: true }, { connection: 'fault', fault: 'disk_full' }],
  [
    'a disk that takes no more',
    { ring: { state: 'disk_full', fromAt: null, bytes: 0 } },
    { connection: 'fault', fault: 'disk_full' },
  ],
  ['looked at late', { isLate: true }, { connection: 'live', isLate: true }],
  ['looked at in time', { isLate: false }, { isLate: false }],
  ['late for want of a model, which is another fault', { isLate: true, modelSet: null }, { isLate: false }],
  ['late because nothing comes', { isLate: true, now: 104_551 }, { isLate: false }],
  ['late for want of pictures', { isLate: true, blindSince: 90_000 }, { isLate: false }],
  ['before the first sample', { lastSample: null }, { lastSampleAt: null, clockSource: null }],
])('%s', (_name, change, expected) => {
  const state = toSourceState({ ...live, ...change })
  expect(sourceStateSchema.parse(state)).toMatchObject(expected)
})
