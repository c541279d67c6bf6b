import { expect, it } from 'vitest'
import { agree, agreementDefaults } from './agree.ts'
import type { PlateColour, PlateReading } from './plate-reading.ts'

interface Said {
  readonly confidence?: number
  readonly heightPx?: number
  readonly colour?: PlateColour
}
const corner = { x: 0.5, y: 0.5 }
const reading = (
  text: string,
  { confidence = 0.98, heightPx = 30, colour = 'blue' }: Said = {},
): PlateReading => ({
  text,
  heightPx,
  colour,
  rows: 1,
  score: 0.8,
  corners: [corner, corner, corner, corner],
  characters: [...text].map((character) => ({ character, confidence })),
})
const good = reading('皖A06S56')

it.each<[string, PlateReading[], string, string]>([
  ['two frames that agree', [good, good], 'legible', '皖A06S56'],
  ['nothing read', [], 'no_plate', ''],
  ['one frame', [good], 'too_few_frames', '皖A06S56'],
  ['far away', [good, reading('皖A06S56', { heightPx: 19 })], 'too_small', '皖A06S56'],
  ['a text that is no plate', [reading('HOTEL'), reading('HOTEL')], 'not_a_plate', 'HOTEL'],
  ['two frames, two texts', [good, reading('皖A06556', { confidence: 0.97 })], 'frames_disagree', '皖A06S56'],
  [
    'two of five are not the half, though each character has its majority',
    [good, good, reading('皖A06S58'), reading('皖B06S56'), reading('皖A86S56')],
    'frames_disagree',
    '皖A06S56',
  ],
  ['agreed and unsure', [reading('皖A06S56', { confidence: 0.85 }), good], 'low_confidence', '皖A06S56'],
  [
    'one of many differs: its character falls below',
    [good, good, reading('皖A06S58')],
    'low_confidence',
    '皖A06S56',
  ],
  [
    'a long film forgives one frame',
    [...Array<PlateReading>(15).fill(reading('皖A06S56', { confidence: 0.99 })), reading('皖A06S58')],
    'legible',
    '皖A06S56',
  ],
  [
    'a cut-off reading has no vote on characters, and counts against them all',
    [good, good, good, reading('06S56')],
    'low_confidence',
    '皖A06S56',
  ],
])('%s', (...[, readings, outcome, text]) => {
  const verdict = agree(readings)
  expect(verdict.kind === 'legible' ? 'legible' : verdict.reason).toBe(outcome)
  expect(verdict.text).toBe(text)
})

it('tells the share of each character', () => {
  const { characters, frames } = agree([good, good, good, reading('皖A06S58', { confidence: 0.5 })])
  expect(frames).toBe(3)
  expect(characters.map(({ confidence }) => Number(confidence.toFixed(3)))).toEqual([
    0.86, 0.86, 0.86, 0.86, 0.86, 0.86, 0.735,
  ])
})

it('asks for as many frames as the rule says', () => {
  const rule = { ...agreementDefaults, minFrames: 3 }
  expect(agree([good, good, reading('皖A06S58')], rule)).toMatchObject({ reason: 'frames_disagree' })
  expect(agree([good, good, good], rule)).toMatchObject({ kind: 'legible' })
})

it('takes the commonest colour', () =>
  expect(agree([good, reading('皖A06S56', { colour: 'green' }), good]).colour).toBe('blue'))
