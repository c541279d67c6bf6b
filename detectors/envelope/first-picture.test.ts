import { expect, it } from 'vitest'
import type { Detection, ObjectClass } from '../detection.ts'
import type { Turn } from '../geometry/turn.ts'
import { looksSteep, suggestTurn } from './first-picture.ts'

const thing = (
  type: ObjectClass,
  score: number,
  [wide, high]: readonly [number, number] = [0.05, 0.2],
): Detection => ({ class: type, score, box: { left: 0.4, top: 0.4, right: 0.4 + wide, bottom: 0.4 + high } })
const people = (...scores: number[]) => scores.map((score) => thing('person', score))
const looks = (by: Partial<Record<Turn, readonly Detection[]>>) => ({
  0: [],
  90: [],
  180: [],
  270: [],
  ...by,
})

it.each<[string, Partial<Record<Turn, readonly Detection[]>>, Turn]>([
  ['nobody in sight', {}, 0],
  ['upright people', { 0: people(0.8, 0.9), 180: people(0.6) }, 0],
  ['people on their side', { 0: people(0.5), 270: people(0.8, 0.7) }, 270],
  // As measured on a photograph of coco-mini, upside down.
  ['people upside down, of whom some are found so', { 0: people(0.7, 0.8), 180: people(0.9, 0.8, 0.8) }, 180],
  ['one person alone', { 90: people(0.9) }, 0],
  ['many weak ones', { 90: people(0.4, 0.45, 0.4, 0.4) }, 0],
  [
    'people who lie in the turned picture',
    { 90: [thing('person', 0.9, [0.3, 0.1]), thing('person', 0.9, [0.3, 0.1])] },
    0,
  ],
])('%s', (_, by, turn) => expect(suggestTurn(looks(by), 16 / 9)).toBe(turn))

const car = (score: number) => thing('car', score, [0.1, 0.06])
it.each<[string, readonly Detection[], boolean]>([
  ['a phone that nobody holds, and a car that is hardly known', [thing('phone', 0.5), car(0.5)], true],
  ['a phone that nobody holds, alone', [thing('phone', 0.4)], true],
  ['a weak phone', [thing('phone', 0.3), car(0.5)], false],
  ['a phone beside a car that is known', [thing('phone', 0.5), car(0.8)], false],
  ['a phone in a hand', [thing('phone', 0.5), thing('person', 0.9)], false],
  ['an ordinary street', [car(0.8), thing('bus', 0.6), thing('person', 0.9)], false],
  ['a far street', [car(0.4)], false],
])('%s', (_, seen, isSteep) => expect(looksSteep(seen)).toBe(isSteep))
