import { describe, expect, it } from 'vitest'
import { rectangle, type Film, type FilmRule } from '../films/film.ts'
import { judgeFilm, type ToldFinding } from './films-judge.ts'

/** Two people, one after the other, at the same place; then the film is shown backwards. */
const at = (from: number, to: number): Film['seen'][number]['places'] => [
  [from, 0.4, 0.2, 0.5, 0.8],
  [to, 0.4, 0.2, 0.5, 0.8],
]
const film: Film = {
  id: 'two',
  shows: '',
  copies: [],
  licence: '',
  attribution: '',
  turning: 'there-and-back',
  seconds: 100,
  fps: 10,
  seen: [
    { who: 'first', class: 'person', places: at(10, 45) },
    { who: 'second', class: 'person', places: at(50, 60) },
  ],
  rules: [],
}
const rule: FilmRule = {
  kind: 'angling',
  params: { stillSeconds: 10, graceSeconds: 10 },
  polygon: rectangle([0, 0, 1, 1]),
  stays: [
    { who: 'first', from: 10, to: 45 },
    { who: 'second', from: 50, to: 60 },
  ],
}
const here = { left: 0.4, top: 0.2, right: 0.5, bottom: 0.8 }
const away = { left: 0.9, top: 0.2, right: 0.99, bottom: 0.8 }
const looks = (from: number, to: number, box = here) =>
  Array.from({ length: (to - from) * 5 }, (_, i) => ({ at: from * 1000 + i * 200, box }))
function told(from: number, to: number, some: Partial<ToldFinding> = {}): ToldFinding {
  const times = { openedAt: (from + 10) * 1000, confirmedAt: (from + 20) * 1000 }
  const own = some.looks ?? looks(from, to)
  return { ...times, box: here, fromAt: from * 1000, toAt: to * 1000, looks: own, shown: own, ...some }
}
const judge = (...findings: readonly ToldFinding[]) =>
  judgeFilm(film, rule, { findings, filmMs: 200_000, isWhole: true })
const hit = { due: 2, hits: 1, falseAlarms: 0 }

describe('a film that is shown forwards and backwards', () => {
  it('is due once each way', () => {
    const both = judge(told(10, 45), told(155, 190))
    expect(both).toMatchObject({ confirmed: { due: 2, hits: 2, falseAlarms: 0 }, joined: 0, split: 0 })
    expect(both.confirmed.beginErrors).toEqual([0, 0])
  })
  it.each([
    ['a miss', [], { due: 2, hits: 0, falseAlarms: 0 }],
    ['somewhere else', [told(10, 45, { box: away })], { due: 2, hits: 0, falseAlarms: 1 }],
    ['of one who stays for too short', [told(50, 72, { confirmedAt: 59_000 })], { falseAlarms: 1 }],
    ['a second too long at either end', [told(9, 46)], hit],
    ['twice', [told(10, 30), told(22, 45)], { ...hit, falseAlarms: 1 }],
  ] as const)('%s', (_, findings, confirmed) => expect(judge(...findings)).toMatchObject({ confirmed }))
  it('is nobody’s fault within a second of either end of the rule', () => {
    const short = { ...rule, stays: [{ who: 'second', from: 50, to: 61 }] }
    const findings = [told(50, 61, { confirmedAt: null })]
    for (const some of [findings, []])
      expect(judgeFilm(film, short, { findings: some, filmMs: 100_000, isWhole: true }).warned).toMatchObject(
        {
          falseAlarms: 0,
          due: some.length,
        },
      )
  })
})

describe('identity', () => {
  it.each([
    ['one person', [told(10, 45)], { joined: 0, split: 0 }],
    ['two in one', [told(10, 60)], { joined: 1, split: 0 }],
    [
      'two in one, of whom the claim in the end shows one',
      [told(10, 45, { shown: looks(10, 60) })],
      { joined: 1 },
    ],
    ['one in two', [told(10, 25), told(27, 45)], { joined: 0, split: 1 }],
    ['a moment of another', [told(10, 45, { looks: [...looks(10, 45), ...looks(50, 51)] })], { joined: 0 }],
  ] as const)('%s', (_, findings, expected) => expect(judge(...findings)).toMatchObject(expected))
})

it('counts looks far from where the thing mostly was', () => {
  const strayed = told(10, 45, {
    looks: [...looks(10, 40), ...looks(40, 44, { ...here, left: 0, right: 0.1 })],
  })
  expect(judge(strayed).farLooks).toBe(0)
  const far = { left: 0.95, top: 0.2, right: 1, bottom: 0.8 }
  const walked = told(10, 45, { looks: [...looks(10, 40), ...looks(40, 44, far)] })
  expect(judge(walked)).toMatchObject({ farLooks: 20, looks: 170 })
})
