import { describe, expect, it } from 'vitest'
import type { Detection } from '../detection.ts'
import type { DropReason } from '../finding.ts'
import { car, film, type Cadence, type Story } from '../test/drawn-scene.ts'
import { isSettled, trackerDefaults } from './track.ts'
import { emptyTracker, track, type TrackerState } from './tracker.ts'

const followed = (story: Story, cadence: Cadence, from = emptyTracker): TrackerState =>
  film(story, cadence).reduce((state, frame) => track(state, frame, trackerDefaults).state, from)
const ids = (state: TrackerState): readonly number[] => state.tracks.map(({ id }) => id)

interface Row {
  readonly name: string
  readonly story: Story
  readonly until: number
  readonly everyMs?: number
  readonly ids: readonly number[]
}
const rows: readonly Row[] = [
  { name: 'one thing that drives is one track', story: (s) => [car(0.1 + s * 0.1, 0.5)], until: 6, ids: [1] },
  {
    name: 'two that pass each other keep their ids',
    story: (s) => [car(0.1 + s * 0.1, 0.5), car(0.8 - s * 0.1, 0.52)],
    until: 6,
    ids: [1, 2],
  },
  {
    name: 'a car and a person at one place are two',
    story: () => [car(0.4, 0.5), car(0.4, 0.5, { class: 'person' })],
    until: 2,
    ids: [1, 2],
  },
  {
    name: 'a moving thing out of sight for 3 s is forgotten',
    story: (s) => (s < 2 ? [car(0.1 + s * 0.1, 0.5)] : []),
    until: 5,
    ids: [],
  },
  {
    name: 'a standing one out of sight for 2 min is remembered',
    story: (s) => (s < 5 ? [car(0.4, 0.5)] : []),
    until: 124,
    ids: [1],
  },
  {
    name: 'and then forgotten',
    story: (s) => (s < 5 ? [car(0.4, 0.5)] : []),
    until: 126,
    ids: [],
  },
  {
    name: 'known again at its place',
    story: (s) => (s < 5 || s > 100 ? [car(0.4 + s / 5000, 0.5)] : []),
    until: 110,
    ids: [1],
  },
  {
    name: 'a bus that stops before a parked car between two looks is not that car',
    story: (s) => (s < 12 ? [car(0.4, 0.5)] : [car(0.37, 0.46, { class: 'bus', width: 0.2, height: 0.18 })]),
    until: 14,
    everyMs: 2000,
    ids: [1, 2],
  },
  {
    name: 'a moving thing missed at one look of a slow clock is the same',
    story: (s) => (s === 4 ? [] : [car(0.4 + s * 0.01, 0.5)]),
    until: 4,
    everyMs: 2000,
    ids: [1],
  },
  {
    name: 'an animal that ran between two slow looks',
    story: (s) => [car(0.1 + s * 0.225, 0.5, { class: 'rat' })],
    until: 2,
    everyMs: 2000,
    ids: [1],
  },
  {
    name: 'one that grew meanwhile is another',
    story: (s) => [car(0.1 + s * 0.225, 0.5, { class: 'rat', height: s < 2 ? 0.03 : 0.1 })],
    until: 2,
    everyMs: 2000,
    ids: [1, 2],
  },
  {
    name: 'a weak detection begins nothing',
    story: () => [car(0.4, 0.5, { score: 0.3 })],
    until: 5,
    ids: [],
  },
  {
    name: 'but continues what is there',
    story: (s) => [car(0.4, 0.5, { score: s < 1 ? 0.6 : 0.2 })],
    until: 20,
    ids: [1],
  },
  {
    name: 'a standing one is followed when it drives off while a few frames miss it',
    story: (s) => (s > 5 && s < 5.5 ? [] : [car(0.4 + Math.max(0, s - 5) * 0.08, 0.5)]),
    until: 8,
    ids: [1],
  },
  {
    name: 'a standing one is followed at a key frame every 2 s',
    story: () => [car(0.4, 0.5)],
    until: 20,
    everyMs: 2000,
    ids: [1],
  },
  {
    name: 'a fast one, more than its width from frame to frame',
    story: (s) => [car(s * 0.55, 0.5)],
    until: 1.6,
    ids: [1],
  },
  {
    name: 'what left the picture is not taken for what comes in there',
    story: (s) => (s < 4 ? [car(0.1 + s * 0.2, 0.5)] : s < 5.4 ? [] : [car(1.98 - s * 0.2, 0.5)]),
    until: 6.4,
    ids: [1, 2],
  },
  {
    name: 'a standing one that is half a width off at the next key frame, driving off',
    story: (s) => [car(0.4 + Math.max(0, s - 10) * 0.04, 0.55 - Math.max(0, s - 10) * 0.01)],
    until: 12,
    everyMs: 2000,
    ids: [1],
  },
  {
    name: 'a standing one, hidden for a look by what passes just beside it, is known again at its place',
    story: (s) =>
      s < 10
        ? [car(0.4, 0.5)]
        : s < 10.2
          ? [car(0.45, 0.52)]
          : [car(0.4, 0.5), car(0.45 + (s - 10) * 0.1, 0.52)],
    until: 12,
    ids: [1, 2],
  },
  {
    name: 'a standing one that comes out again from behind a bus is the same from its first part on',
    story: (s) =>
      s < 10
        ? [car(0.4, 0.5)]
        : s < 40
          ? []
          : [car(0.4, 0.5, { width: Math.min(0.1, 0.045 + (s - 40) * 0.02) })],
    until: 44,
    ids: [1],
  },
]

describe('following', () => {
  it.each(rows)('$name', ({ story, until, everyMs = 200, ids: expected }) => {
    const state = followed(story, { until, everyMs })
    expect(ids(state).filter((id) => id < state.nextId)).toEqual(expected)
  })

  it('follows a standing one that drives off between two looks of a slow clock', () => {
    const stood = followed(() => [car(0.4, 0.5)], { until: 10 })
    const driving = followed((t) => [car(0.37 + (t - 14) * -0.1, 0.52)], { from: 14, until: 16 }, stood)
    expect(ids(driving)).toEqual([1])
  })

  it('gives no id twice and reads plain data back', () => {
    const drive: Story = (s) => [car((s * 0.37) % 0.9, 0.5)]
    const state = followed(drive, { until: 20, everyMs: 1000 })
    const again = followed(
      drive,
      { from: 21, until: 40, everyMs: 1000 },
      JSON.parse(JSON.stringify(state)) as TrackerState,
    )
    expect(again).toEqual(followed(drive, { until: 40, everyMs: 1000 }))
    expect(new Set(ids(again)).size).toBe(again.tracks.length)
  })
})

describe('standing still', () => {
  const stillFrom = (story: Story, cadence: Cadence): number => {
    const [only] = followed(story, cadence).tracks
    return ((only?.still.fromAt ?? NaN) - (only?.firstAt ?? NaN)) / 1000
  }
  const bad = (s: number): boolean => Math.round(s * 5) === 20
  it.each([
    ['stands from the first frame', () => [car(0.4, 0.5)], 10, 0],
    ['stands from where it stopped', (s: number) => [car(0.2 + Math.min(s, 4) * 0.05, 0.5)], 10, 4],
    ['one bad frame does not move it', (s: number) => [car(bad(s) ? 0.46 : 0.4, 0.5)], 10, 0],
    ['nor what is left to see of it', (s: number) => [car(0.4, 0.5, { width: bad(s) ? 0.03 : 0.1 })], 10, 0],
    ['a third of its width, for good, does', (s: number) => [car(s < 5 ? 0.4 : 0.433, 0.5)], 10, 6],
    ['a slow creep does, again and again', (s: number) => [car(0.4 + s * 0.002, 0.5)], 19, 17.4],
    [
      'one that braked into its place is held to where it stands: a jitter does not move it',
      (s: number) => [car(0.4 + Math.min(s, 1) * 0.028 + (s > 8 && s < 10 ? 0.006 : 0), 0.5)],
      12,
      0,
    ],
  ] as const)('%s', (...[, story, until, expected]) => {
    expect(stillFrom(story, { until })).toBeCloseTo(expected, 5)
  })

  it('counts how often and with what gap it was seen', () => {
    const [only] = followed((s) => (s > 5 && s < 45 ? [] : [car(0.4, 0.5)]), {
      until: 60,
      everyMs: 1000,
    }).tracks
    expect(only?.still).toMatchObject({ seenFrames: 22, longestGapMs: 40_000 })
    expect(only && isSettled(only, trackerDefaults)).toBe(true)
  })
})

describe('one frame', () => {
  const look = (detections: readonly Detection[]): readonly DropReason[] =>
    track(emptyTracker, { at: 1, detections }, trackerDefaults).drops.map(({ reason }) => reason)
  it.each([
    ['a good detection', [car(0.4, 0.5)], []],
    ['one below the low score', [car(0.4, 0.5, { score: 0.1 })], ['low_score']],
    ['one between the scores that fits nothing', [car(0.4, 0.5, { score: 0.3 })], ['low_score']],
    ['a score that is no number', [car(0.4, 0.5, { score: NaN })], ['low_score']],
    ['a box without size', [car(0.4, 0.5, { width: 0 })], ['too_small']],
    ['a box without end', [car(0.4, 0.5, { width: Infinity })], ['too_small']],
  ] as const)('%s', (_, detections, reasons) => {
    expect(look(detections)).toEqual(reasons)
  })

  it('a late or repeated one changes nothing', () => {
    const state = followed(() => [car(0.4, 0.5)], { until: 1 })
    for (const at of [state.at, state.at - 1])
      expect(track(state, { at, detections: [] }, trackerDefaults)).toEqual({
        state,
        drops: [{ reason: 'late_frame' }],
      })
  })
})
