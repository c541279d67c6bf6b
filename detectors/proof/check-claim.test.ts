import { describe, expect, it } from 'vitest'
import type { Box } from '../geometry/point.ts'
import { pavement, start } from '../test/drawn-scene.ts'
import type { Asked, ProofFrame, StayClaim } from './claim.ts'
import { checkClaim } from './check-claim.ts'

type Seen = ProofFrame['detections'][number]

const spot: Box = { left: 0.48, top: 0.54, right: 0.52, bottom: 0.7 }
const moved = (by: number): Box => ({ ...spot, left: spot.left + by, right: spot.right + by })
const person = (box: Box, appearance?: readonly number[]): Seen => ({
  class: 'person',
  score: 0.8,
  box,
  ...(appearance && { appearance }),
})
const anna = [127, 20, 0]
const boris = [20, 127, 0]

/** Angling, 10 s and 10 s. */
const asked: Asked = {
  presence: { how: 'linger', reach: 5 },
  timing: { stillMs: 10_000, graceMs: 10_000, maxGapMs: 20_000 },
  hours: 'inside',
  zone: pavement,
}

interface Shot {
  readonly own: Seen | null
  readonly others?: readonly Seen[]
  readonly shift?: ProofFrame['shift']
}
const frame = (at: number, { own, others = [], shift }: Shot): ProofFrame => ({
  at: start + at,
  ...(shift && { shift }),
  detections: own ? [own, ...others] : others,
  own: own?.box ?? null,
})
/** What a camera shows of 24 s, five looks a second. */
const film = (of: (s: number) => Shot, everyMs = 200): readonly ProofFrame[] =>
  Array.from({ length: Math.floor(24_000 / everyMs) + 1 }, (_, i) =>
    frame(i * everyMs, of((i * everyMs) / 1000)),
  )
const stands: Shot = { own: person(spot) }
const gone: Shot = { own: null }
const within = (s: number, from: number, to: number): boolean => s >= from && s < to

/** What somebody says of a film who counts every look that is called its own. */
function claimOf(frames: readonly ProofFrame[], more: Partial<StayClaim> = {}): StayClaim {
  const times = frames.filter(({ own }) => own).map(({ at }) => at)
  const [fromAt = 0, toAt = 0] = [times[0], times.at(-1)]
  const gaps = times.map((at, i) => at - (times[i - 1] ?? at))
  const dwell = { fromAt, toAt, seenFrames: times.length, longestGapMs: Math.max(0, ...gaps) }
  return { stage: 'confirmed', class: 'person', box: spot, place: spot, dwell, ...more }
}
const codesOf = (frames: readonly ProofFrame[], more?: Partial<StayClaim>, how = asked): readonly string[] =>
  checkClaim(claimOf(frames, more), how, frames).map(({ code }) => code)

describe('a claim that its looks bear out', () => {
  it.each<[string, (s: number) => Shot, number?]>([
    ['one who stands', () => stands],
    ['one who sways within his reach', (s) => ({ own: person(moved(0.1 * Math.sin(s))) })],
    ['one who is missed in every other look', (s) => (Math.round(s * 5) % 2 ? gone : stands)],
    ['a key frame every two seconds', () => stands, 2000],
    ['a key frame every four seconds, one of which missed him', (s) => (s === 12 ? gone : stands), 4000],
    [
      'one who is hidden for six seconds, and known again',
      (s) => (within(s, 8, 14) ? gone : { own: person(spot, anna) }),
    ],
    [
      'one who is passed by another',
      (s) => ({ own: person(spot), others: [person(moved(-0.3 + s * 0.04), boris)] }),
    ],
    [
      'one who sits down and turns round: less alike, and once',
      (s) => ({ own: person(spot, s === 12 ? boris : anna) }),
    ],
    [
      'a camera that shakes',
      (s) => {
        const off = { x: 0.05 * Math.sin(s), y: 0 }
        return { own: person(moved(off.x)), shift: off }
      },
    ],
    [
      'a look in which the tracker took another for him',
      (s) => (s === 12 ? { own: person(moved(0.25)) } : stands),
    ],
  ])('%s', (_, of, everyMs) => expect(codesOf(film(of, everyMs))).toEqual([]))

  it('says the same of an older claim, that does not tell its place', () =>
    expect(
      codesOf(
        film((s) => ({ own: person(moved(0.08 * Math.sin(s))) })),
        { place: undefined },
      ),
    ).toEqual([]))
})

describe('a claim that its looks do not bear out', () => {
  it.each<[string, (s: number) => Shot, readonly string[]]>([
    [
      'elsewhere for a second and a half',
      (s) => (within(s, 8, 9.6) ? { own: person(moved(0.28)) } : stands),
      ['off_place'],
    ],
    [
      'one of two who stand apart, and then the other',
      (s) => (s < 12 ? stands : { own: person(moved(-0.25)) }),
      ['off_place', 'too_short'],
    ],
    ['he jumps four widths', (s) => (s < 12 ? stands : { own: person(moved(0.17)) }), ['too_fast']],
    [
      'another is taken for him while he stands there',
      (s) => (s < 12 ? stands : { own: person(moved(0.05)), others: [person(spot)] }),
      ['swapped'],
    ],
    [
      'somebody else in his place',
      (s) => (within(s, 10, 13) ? gone : { own: person(spot, s < 12 ? anna : boris) }),
      ['looks_differ'],
    ],
    [
      'somebody in his place after six seconds, whom nobody knows',
      (s) => (within(s, 8, 14) ? gone : stands),
      ['unknown_after_gap'],
    ],
    [
      'one look in five seconds, where five a second were made',
      (s) => (Math.round(s * 5) % 24 < 3 ? stands : gone),
      ['too_sparse'],
    ],
  ])('%s', (_, of, codes) => expect(codesOf(film(of))).toEqual(codes))

  it.each<[string, readonly ProofFrame[], readonly string[]]>([
    ['16 s where 20 are asked for', film((s) => (s <= 16 ? stands : gone)), ['too_short']],
    [
      'four looks',
      film((s) => (s % 7 === 0 ? stands : gone), 1000),
      ['unknown_after_gap', 'too_few_looks', 'too_sparse'],
    ],
    [
      'a box that no model saw',
      film((s) => (s === 12 ? { ...stands, own: null } : stands)).map((one) =>
        one.own ? one : { ...one, own: spot },
      ),
      ['not_seen', 'claims_more'],
    ],
    ['nothing at all', film(() => gone), ['not_seen']],
  ])('%s', (_, frames, codes) => expect(codesOf(frames)).toEqual(codes))

  it.each<[string, Partial<Asked>, readonly string[]]>([
    [
      'out of sight for longer than the rule allows',
      { timing: { ...asked.timing, maxGapMs: 3000 } },
      ['gap', 'too_short'],
    ],
    [
      'at an hour at which it does not apply',
      { zone: { ...pavement, hours: [{ days: [7], fromMinute: 0, toMinute: 9 }] } },
      ['outside_hours'],
    ],
    ['in the hours, of a rule for those outside', { hours: 'outside' }, ['outside_hours']],
    [
      'beside the zone',
      { zone: { ...pavement, polygon: pavement.polygon.map(({ x, y }) => ({ x: x / 4, y })) } },
      ['outside_zone'],
    ],
    [
      'a rule that counts, in too few looks',
      { timing: { ...asked.timing, hits: { least: 3, of: 5 } } },
      ['too_sparse'],
    ],
  ])('%s', (_, how, codes) => {
    const frames = film((s) => (within(s, 8, 12) || Math.round(s * 5) % 5 > 1 ? gone : stands))
    expect(codesOf(frames, {}, { ...asked, ...how })).toEqual(codes)
  })

  it.each([
    ['began before its first look', { fromAt: start - 5000 }],
    ['ends later', { toAt: start + 30_000 }],
    ['more looks', { seenFrames: 500 }],
    ['a shorter gap', { longestGapMs: 10 }],
  ])('says that it %s', (_, more) => {
    const frames = film(() => stands)
    const claim = claimOf(frames)
    expect(codesOf(frames, { dwell: { ...claim.dwell, ...more } })).toContain('claims_more')
  })

  it('names the looks', () => {
    const frames = film((s) => (s < 12 ? stands : { own: person(moved(0.05)), others: [person(spot)] }))
    expect(checkClaim(claimOf(frames), asked, frames)).toEqual([{ code: 'swapped', at: [start + 12_000] }])
  })
})

it.each(['stand', 'cluster', 'zone'] as const)('asks of a %s what it is about', (how) => {
  const presence = how === 'cluster' ? { how, reach: 3 } : { how }
  const car = film((s) => ({ own: { ...person(s < 12 ? spot : moved(0.3)), class: 'car' } }))
  const expected = { stand: ['off_place', 'too_short'], cluster: ['too_short'], zone: [] }
  expect(codesOf(car, { class: 'car' }, { ...asked, presence })).toEqual(expected[how])
})
