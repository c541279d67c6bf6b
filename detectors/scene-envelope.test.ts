import { describe, expect, it } from 'vitest'
import type { Envelope } from './envelope/silence.ts'
import { emptyScene, step, type SceneState } from './scene.ts'
import { car, configOf, film, parking, play, start, told, type Story } from './test/drawn-scene.ts'

const config = configOf(parking())
const parked: Story = () => [car(0.4, 0.6)]
const silent: Envelope = { silent: { 'rule-1': 'too_far' }, least: {} }
const asking = (share: number): Envelope => ({ silent: {}, least: { 'rule-1': { side: 'width', share } } })

/** Judged under another envelope from a moment on. */
function playThen(story: Story, seconds: number, envelope: Envelope) {
  const frames = film(story, { until: seconds + 120 })
  let state: SceneState = emptyScene
  return frames.flatMap((frame) => {
    const isLater = frame.at >= start + seconds * 1000
    const next = step(state, frame, { ...config, ...(isLater && { envelope }) })
    state = next.state
    return next.events
  })
}

describe('a rule that cannot see', () => {
  it('says nothing', () => {
    const { events, state } = play(film(parked, { until: 200 }), { ...config, envelope: silent })
    expect([events, state.stays, state.candidates]).toEqual([[], [], []])
  })

  it('that is another one is no matter', () => {
    const other = { silent: { 'rule-2': 'steep' as const }, least: {} }
    expect(told(play(film(parked, { until: 100 }), { ...config, envelope: other }).events)).toEqual([
      'opened 15',
      'confirmed 75',
    ])
  })

  it.each([
    ['before its stay opened', 10, []],
    ['in its grace', 40, ['opened 15', 'closed 40 view_unfit']],
    ['after it was confirmed', 90, ['opened 15', 'confirmed 75', 'closed 90 view_unfit']],
  ])('%s: what is open ends, and nothing begins', (_, seconds, expected) => {
    expect(told(playThen(parked, seconds, silent))).toEqual(expected)
  })

  it('and sees again later begins anew: no time in which it was silent is claimed', () => {
    const frames = film(parked, { until: 160 })
    let state: SceneState = emptyScene
    const events = frames.flatMap((frame) => {
      const isSilent = frame.at < start + 60_000
      const next = step(state, frame, { ...config, ...(isSilent && { envelope: silent }) })
      state = next.state
      return next.events
    })
    expect(told(events)[0]).toBe('opened 75')
    expect(events.every(({ dwell }) => dwell.fromAt >= start + 60_000)).toBe(true)
  })
})

describe('the least size', () => {
  it.each([
    ['of a thing that is larger is no matter', 0.09, ['opened 15', 'confirmed 75']],
    ['of a thing that is smaller lets no stay begin', 0.11, []],
  ])('%s', (_, share, expected) => {
    const { events, steps } = play(film(parked, { until: 100 }), { ...config, envelope: asking(share) })
    expect(told(events)).toEqual(expected)
    const drops = steps.flatMap((one) => one.drops).filter(({ reason }) => reason === 'too_few_pixels')
    expect(drops.length > 0).toBe(expected.length === 0)
  })

  it('does not end what has begun: a car that is half hidden for a while is no other car', () => {
    expect(told(playThen(parked, 40, asking(0.11)))).toEqual(['opened 15', 'confirmed 75'])
  })
})
