import { describe, expect, it } from 'vitest'
import {
  distanceM,
  maskedPeople,
  recordGap,
  secondOfficerFailure,
  siteNotesOf,
  type KnownHere,
  type NamedOfficer,
  type RecordedOnSite,
  type ToldByFile,
} from './on-site-record.ts'

const record: RecordedOnSite = {
  text: '到场见一人垂钓',
  files: [],
  noPictureReason: '',
  hasSecondOfficer: false,
}
it.each<[string, Partial<RecordedOnSite>, ReturnType<typeof recordGap>]>([
  ['words alone', {}, 'picture'],
  ['a photograph', { files: ['photo'] }, null],
  ['the film of a body camera', { files: ['video'] }, null],
  ['a scan of a paper is no picture of the place', { files: ['scan'] }, 'picture'],
  ['a photograph beside a scan', { files: ['scan', 'photo'] }, null],
  ['a photograph without a word', { files: ['photo'], text: ' \n' }, 'text'],
  ['why there is none, alone', { noPictureReason: '雨夜镜头进水' }, 'second_officer'],
  ['why there is none, before another officer', { noPictureReason: '雨夜', hasSecondOfficer: true }, null],
  ['another officer, and not why', { hasSecondOfficer: true, noPictureReason: ' ' }, 'picture'],
])('an on-site record of %s', (...[, about, gap]) => expect(recordGap({ ...record, ...about })).toBe(gap))

const bob: NamedOfficer = { id: 'bob', isOfficer: true, certificate: { validUntil: 2_000 } }
const taken = { recorderId: 'ann', at: 1_000 }
it.each<[string, NamedOfficer | null, typeof taken, string | null]>([
  ['an officer whose certificate was in date', bob, taken, null],
  ['one whose certificate ended that instant', bob, { ...taken, at: 2_000 }, 'certificate'],
  ['an officer without one', { ...bob, certificate: null }, taken, 'certificate'],
  ['the recorder again', { ...bob, id: 'ann' }, taken, 'same_person'],
  ['an operator', { ...bob, isOfficer: false }, taken, 'no_officer'],
  ['nobody of that id', null, taken, 'no_officer'],
  ['who is recused', { ...bob, isRecused: true }, taken, 'recused'],
  [
    'whose certificate is of another district',
    { ...bob, certificate: { validUntil: 2_000, region: '500112' } },
    taken,
    'certificate',
  ],
])('the second officer: %s', (...[, second, step, why]) =>
  expect(secondOfficerFailure(second, { ...step, place: '500110' })?.facts['why'] ?? null).toBe(why),
)

it.each([
  ['张三（摊主）、李四', '张*（摊*）、李*'],
  ['Wang Wu, 13800001111', 'W*** W*, 1***'],
  ['', ''],
])('in lists %s is %s', (text, masked) => expect(maskedPeople(text)).toBe(masked))

const minute = 60_000
const at = 100_000_000
const square = { lat: 29.5637, lon: 106.5505 }
const told: ToldByFile = { takenAt: at, position: square }
const known: KnownHere = { arrivedAt: at + minute, stepAt: at, openedAt: at - minute, source: square }
describe('what a file says of itself', () => {
  it.each<[string, Partial<ToldByFile>, Partial<KnownHere>, string[]]>([
    ['fits', {}, {}, []],
    ['nothing: a screenshot', { takenAt: null, position: null }, {}, ['no_time']],
    ['half an hour from the step', { takenAt: at + 30 * minute }, { arrivedAt: at + 31 * minute }, []],
    ['more than that', { takenAt: at + 30 * minute + 1 }, { arrivedAt: at + 31 * minute }, ['time_differs']],
    ['more than that, of no step yet', { takenAt: at }, { stepAt: null, arrivedAt: at * 2 }, []],
    ['of last year', { takenAt: at - 400 * 86_400_000 }, {}, ['time_differs', 'before_opening']],
    ['taken after it came', { takenAt: at + 6 * minute + 1 }, {}, ['after_arrival']],
    ['around the corner', { position: { ...square, lat: square.lat + 0.004 } }, {}, []],
    ['in another district', { position: { ...square, lat: square.lat + 0.005 } }, {}, ['far_from_source']],
    ['somewhere, and nobody knows where the source is', { position: square }, { source: null }, []],
  ])('%s', (...[, file, here, notes]) =>
    expect(siteNotesOf({ ...told, ...file }, { ...known, ...here })).toEqual(notes),
  )
  it('over the ground: a degree of latitude is 111 km', () =>
    expect(distanceM({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111_195, -1))
})
