import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTests } from './read-tests.ts'

const rooms = ['api', 'detectors', 'infra', 'ingest', 'models', 'review-ui']
const root = resolve(import.meta.dirname, '../../..')
const titles = readTests(root, rooms, /\bR\d+a?\b|scenario \d/).flatMap((file) => file.titles)

const named = (pattern: RegExp): ReadonlySet<string> =>
  new Set(titles.flatMap((title) => [...title.matchAll(pattern)].map(([, name = '']) => name)))

/** Every rule of the domain list. A test whose title bears its number asserts the core of what it says. */
const rules = [...Array.from({ length: 82 }, (_, i) => `R${i + 1}`), 'R40a']

const city = 'of the decision: the city’s application, whose answers are mirrored here'
const party =
  'of the party: the city’s application identifies it; here it is a plate, or a name that an officer gave'
const flights = 'drones: no flight is known here yet'

/** Rules that no test here answers for, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  R5: city,
  R7: party,
  R14: 'notice, and what the party is shown: the city’s application',
  R17: city,
  R20: city,
  R22: city,
  R24: 'registered goods: the city’s application',
  R25: city,
  R26: 'legal review of a case: the city’s application. That of a device is R12',
  R27: 'the form of the decision: the city’s application. What our own documents cannot be without is refused as document_incomplete',
  R28: city,
  R29: 'service: the city’s application. Of an order number and term are recorded',
  R30: city,
  R31: city,
  R32: city,
  R51: 'merchants: no register of kitchens, no page of their own yet',
  R52: 'places on the ground: zones are of the picture, without level or document, until flights need others',
  R55: flights,
  R56: flights,
  R57: flights,
  R58: flights,
  R59: 'drones: zones are of the picture; of a source the position has its reference system and its error',
  R65: 'the file of the case and its archive: the city’s application',
  R80: 'the owner of a plate: the city’s application asks the police',
  R81: party,
  R82: party,
}

/** Of a rule that a title bears, the part that does not hold here. */
const halves: Readonly<Record<string, string>> = {
  R3: 'who is accused without a plate is compared with nobody: two proposals for one act of theirs are not noticed',
  R9: 'the last thirty days are said on the dossier and the case; nobody is called',
  R18: 'the kinds of evidence are of the list of evidence that is printed, not of each exhibit',
  R19: 'the address stands with sign-ins, looks, takings and refusals, not with every act',
  R21: 'plates and holders of permits stand in clear for who may read them',
  R39: 'number of the device, preset and code of the matter are not drawn',
  R40: 'the clock is told by the stream (RTCP): no device is asked by ONVIF',
  R40a: 'a ground has a note, and no place for its proof',
  R41: 'no presets: a camera that turns is a camera that moved',
  R42: 'recordings, live view and close-ups are not masked',
  R46: 'frozen when it is filed or handed over; at the decision by the city’s application',
  R50: 'the notice to staff, a merchant’s own streams and the parents’ view: with the merchants’ page',
  R53: 'no thermal pictures',
  R54: 'for how long somebody stayed is told to people; no tier follows from it by itself',
  R61: 'hours by weekday: no dates, weather or holidays of a zone',
  R64: 'the steps are told in their order; that none is left out is refused for kitchens alone (R48)',
  R67: 'originals leave without a mark, by a permission; the screens show them under one',
  R68: 'precision alone: no time of each step, no decisions revoked or defences accepted',
  R70: 'asked of a source before its use; of a model nobody asks one',
  R72: 'asked of the police’s own streams, and of everybody who takes originals out',
  R76: 'with queues on PostgreSQL a worker holds a login to the database',
  R78: 'tiers within the statute; the amount is decided in the city’s application',
  R79: 'plates; numbers of organisations and people are entered nowhere here',
}

/** Of the acceptance list of the domain those that Sightline answers for; 9 (drones), 14, 15, 17 and 18 are others' or later. */
const scenarios = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16].map(String)

describe('rules of the domain', () => {
  const borne = named(/\b(R\d+a?)\b/g)

  it('each is borne by the title of a test, or it is said why not', () =>
    expect(rules.filter((rule) => !borne.has(rule) && elsewhere[rule] === undefined)).toEqual([]))

  it('what is said to be elsewhere is borne by no title', () =>
    expect(Object.keys(elsewhere).filter((rule) => borne.has(rule))).toEqual([]))

  it('what is said to hold by half is borne by a title', () =>
    expect(Object.keys(halves).filter((rule) => !borne.has(rule))).toEqual([]))

  it('no title and no table names one that there is not', () =>
    expect([...borne, ...Object.keys(elsewhere)].filter((rule) => !rules.includes(rule))).toEqual([]))

  it('every acceptance scenario has a test that bears its number', () => {
    const numbers = named(/\bscenario (\d+)\b/g)
    expect(scenarios.filter((number) => !numbers.has(number))).toEqual([])
  })
})
