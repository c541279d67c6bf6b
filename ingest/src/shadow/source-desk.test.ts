import { describe, expect, it } from 'vitest'
import {
  maxShadowPictureBytes,
  shadowCountsSchema,
  shadowEventSchema,
} from '@sightline/api/contract/shadow-report'
import type { FindingEvent } from '@sightline/detectors/finding'
import type { FindingRecord, StayRecord } from '../findings/finding-record.ts'
import { createSourceDesk } from './source-desk.ts'

const event = (stage: FindingEvent['stage'], more: Partial<FindingEvent> = {}): FindingEvent => ({
  findingId: 'f-1',
  ruleId: 'rule-1',
  ruleVersion: 2,
  zoneId: 'zone-1',
  zoneVersion: 1,
  kind: 'angling',
  stage,
  at: 60_000,
  openedAt: 20_000,
  dwell: { fromAt: 10_000, toAt: 60_000, seenFrames: 9, longestGapMs: 0 },
  trackId: 1,
  trackIds: [1],
  class: 'person',
  box: { left: 0.1, top: 0.1, right: 0.2, bottom: 0.5 },
  place: { left: 0.1, top: 0.1, right: 0.2, bottom: 0.5 },
  ...more,
})
const record = (stage: FindingEvent['stage'], more: Partial<StayRecord> = {}): FindingRecord =>
  ({ event: event(stage), stayFromAt: 10_000, wasConfirmed: stage === 'closed', ...more }) as StayRecord
const took = { ms: 12, sizes: null }
const noPicture = async () => null

function deskWith(looks: readonly (readonly [at: number, isShared: boolean])[]) {
  let now = 500
  const desk = createSourceDesk(() => now)
  for (const [at, isShared] of looks) {
    const mark = desk.inForceLooked(at)
    if (isShared) desk.shared(mark, took)
    else desk.dropped('busy')
  }
  return { desk, pass: (ms: number) => void (now += ms) }
}

describe('the desk of a source', () => {
  it('counts every look in force once: shared, or left out with its reason', () => {
    const { desk, pass } = deskWith([
      [1, true],
      [2, false],
      [3, true],
    ])
    desk.spent({ cpuMs: 40, residentBytes: 7 })
    pass(2_000)
    const counts = desk.counts()
    expect(counts).toMatchObject({
      looks: 3,
      looked: 2,
      ms: 24,
      slowestMs: 12,
      cpuMs: 40,
      residentBytes: 7,
      elapsedMs: 2_000,
    })
    expect(counts.looked + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(counts.looks)
    expect(shadowCountsSchema.parse(counts)).toEqual(counts)
  })

  it('tells of the shadow what was confirmed and closed, with a picture of the first', () => {
    const { desk } = deskWith([])
    desk.found(event('opened'), null)
    desk.found(event('confirmed'), new Uint8Array([0xff, 0xd8]))
    desk.found(event('closed', { at: 90_000 }), null)
    const told = desk.waiting(8)
    expect(told).toMatchObject([
      {
        stage: 'confirmed',
        side: 'shadow',
        findingId: 'f-1',
        openedAt: 20_000,
        confirmedAt: 60_000,
        picture: '/9g=',
      },
      { stage: 'closed', side: 'shadow', closedAt: 90_000 },
    ])
    for (const one of told) expect(shadowEventSchema.safeParse(one).success).toBe(true)
    desk.told(told)
    expect(desk.waiting(8)).toEqual([])
  })

  it.each([
    [
      'all of it',
      [
        [5_000, true],
        [20_000, true],
        [59_000, true],
      ],
      { looks: 2, shared: 2 },
    ],
    [
      'some of it',
      [
        [5_000, true],
        [20_000, false],
        [60_000, true],
        [61_000, true],
      ],
      { looks: 2, shared: 1 },
    ],
    [
      'nothing, for it began later',
      [
        [10_001, true],
        [60_000, true],
      ],
      { looks: 1, shared: 0 },
    ],
    ['nothing, for it never looked', [], { looks: 1, shared: 0 }],
  ] as const)('says how much of a stay in force was shared: %s', async (_name, looks, expected) => {
    const { desk } = deskWith(looks)
    await desk.concluded(record('confirmed'), noPicture)
    expect(desk.waiting(8)).toMatchObject([{ side: 'in_force', ...expected, picture: null }])
  })

  it('tells no end of what was never confirmed, and nothing of the camera itself', async () => {
    const { desk } = deskWith([])
    await desk.concluded(record('closed', { wasConfirmed: false }), noPicture)
    await desk.concluded({ ...record('confirmed'), log: {} } as unknown as FindingRecord, noPicture)
    expect(desk.waiting(8)).toEqual([])
    await desk.concluded(record('closed'), noPicture)
    expect(desk.waiting(8)).toHaveLength(1)
  })

  it('is bounded: so many events wait, and so many pictures are told', () => {
    const { desk } = deskWith([])
    const jpeg = new Uint8Array(maxShadowPictureBytes)
    for (let i = 0; i < 250; i += 1) desk.found(event('confirmed', { findingId: `f-${i}` }), jpeg)
    const waiting = desk.waiting(1_000)
    expect([waiting.length, desk.counts().lost]).toEqual([200, 50])
    expect(waiting[0]).toMatchObject({ findingId: 'f-50' })
    const pictured = waiting.filter((one) => one.stage === 'confirmed' && one.picture !== null)
    expect(pictured).toHaveLength(50)
  })
})
