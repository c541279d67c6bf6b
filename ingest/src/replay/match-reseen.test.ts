import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import type { Onlooker } from './look-again.ts'
import { matchReseen } from './match-reseen.ts'

const seen = (kind: Detection['class'], left: number, more: Partial<Detection> = {}): Detection => ({
  class: kind,
  score: 0.8,
  box: { left, top: 0.2, right: left + 0.2, bottom: 0.4 },
  ...more,
})
const main: Onlooker = { classes: ['person', 'car'], threshold: 0.15, covers: () => true }
/** Looks at a zone: the left half. */
const hats: Onlooker = { classes: ['no_hat', 'person'], threshold: 0.4, covers: ({ left }) => left < 0.5 }
const flames: Onlooker = { classes: ['flame'], threshold: 0.9, covers: () => false }

const known = seen('person', 0.1, { appearance: [3, -4] })
const [person, car, hat] = [seen('person', 0.1), seen('car', 0.6), seen('no_hat', 0.1)]
const [hatBeside, flame] = [seen('no_hat', 0.6), seen('flame', 0.1)]
const nearly = seen('person', 0.1001)

interface Row {
  then: Detection[]
  now: Detection[]
  by: Onlooker[]
  is: string
  gives: Detection[]
}
it.each<[string, Row]>([
  [
    'the very same stays as it was sealed, looks and order and all',
    {
      then: [hatBeside, known, hat],
      now: [person, hat],
      by: [main, hats],
      is: 'same',
      gives: [hatBeside, known, hat],
    },
  ],
  [
    'what is seen now stands for what is alike, with the looks of then',
    {
      then: [known],
      now: [nearly],
      by: [main],
      is: 'alike',
      gives: [{ ...nearly, appearance: [3, -4] }],
    },
  ],
  [
    'and with how much it stirred, be it nothing',
    {
      then: [seen('person', 0.1, { stir: 0 })],
      now: [nearly],
      by: [main],
      is: 'alike',
      gives: [{ ...nearly, stir: 0 }],
    },
  ],
  [
    'nobody else gets these looks',
    {
      then: [known],
      now: [seen('person', 0.3)],
      by: [main],
      is: 'different',
      gives: [seen('person', 0.3)],
    },
  ],
  [
    'what nobody here reports stays',
    { then: [hat, car], now: [], by: [main], is: 'different', gives: [hat] },
  ],
  [
    'what lies outside the zone stays',
    {
      then: [hat, hatBeside],
      now: [],
      by: [hats],
      is: 'different',
      gives: [hatBeside],
    },
  ],
  [
    'what is seen outside the zone is not added',
    {
      then: [hat],
      now: [hat, hatBeside],
      by: [hats],
      is: 'same',
      gives: [hat],
    },
  ],
  [
    'a class that two report is compared where both look',
    {
      then: [person, seen('person', 0.6)],
      now: [person],
      by: [main, hats],
      is: 'same',
      gives: [person, seen('person', 0.6)],
    },
  ],
  [
    'a flame stays where nobody can know what flickered',
    {
      then: [car, flame],
      now: [car],
      by: [main, flames],
      is: 'same',
      gives: [car, flame],
    },
  ],
])('%s', (_, { then, now, by, is, gives }) => {
  expect(matchReseen(then, { seen: now, by })).toEqual({ likeness: is, detections: gives })
})
