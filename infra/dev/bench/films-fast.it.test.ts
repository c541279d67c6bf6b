import { expect, it } from 'vitest'
import { parkedCars } from '../films/cars.ts'
import { getFilm } from '../films/get-film.ts'
import { turnFilm } from '../films/turn-film.ts'
import { hasDefaultModel, withoutModel } from '../servers/weights.ts'
import { playFast } from './films-fast.ts'
import { judgeFilm } from './films-judge.ts'

const said: string[] = []
const file = await getFilm(parkedCars, (line) => said.push(line), { isPublic: false })
const isHere = hasDefaultModel() && file !== null
if (!isHere) console.warn([...said, ...(hasDefaultModel() ? [] : [withoutModel])].join('; '))

/** Forty seconds of film: a car that stands, and vehicles behind it outside the zone. */
it.skipIf(!isHere)(
  'finds the parked car of a real film, once, and nothing else',
  async () => {
    const turned = await turnFilm(file!, parkedCars)
    const rule = parkedCars.rules[0]!
    const played = await playFast({ file: turned, rounds: 1, rule, isFull: false, isRemembered: false })
    const tally = judgeFilm(parkedCars, rule, { ...played, isWhole: true })
    expect(tally).toMatchObject({
      confirmed: { due: 1, hits: 1, falseAlarms: 0 },
      warned: { due: 1, hits: 1, falseAlarms: 0 },
      joined: 0,
      split: 0,
      farLooks: 0,
    })
    expect(tally.confirmed.beginErrors[0]).toBeLessThanOrEqual(1000)
    expect(tally.looks).toBeGreaterThan(5)
  },
  120_000,
)
