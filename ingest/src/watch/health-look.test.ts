import { expect, it } from 'vitest'
import { toHealthLook, type CameraFacts } from './health-look.ts'

const sound: CameraFacts = {
  isSending: true,
  sampleAt: 100_000,
  said: [],
  judged: { fromAt: 30_000, toAt: 99_000 },
}

it.each<[string, Partial<CameraFacts>, string[], boolean]>([
  ['well', {}, [], true],
  ['covered and frozen', { said: ['covered', 'frozen'] }, ['covered', 'frozen'], true],
  ['silent: nothing is known of the picture', { isSending: false, said: ['covered'] }, ['offline'], false],
  ['no picture was ever judged', { judged: null }, [], false],
  [
    'what is said rests on old pictures',
    { judged: { fromAt: 0, toAt: 69_999 }, said: ['covered'] },
    [],
    false,
  ],
  ['soon after a start', { judged: { fromAt: 39_001, toAt: 99_000 } }, [], false],
  [
    'soon after a start, and something is said already',
    { judged: { fromAt: 80_000, toAt: 99_000 }, said: ['black'] },
    ['black'],
    false,
  ],
])('%s', (...[, facts, faults, isSure]) => {
  expect(toHealthLook(5, { ...sound, ...facts })).toEqual({ at: 5, faults, isSure })
})
