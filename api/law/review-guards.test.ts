import { describe, expect, it } from 'vitest'
import { alertStatuses } from './statuses.ts'
import { type Judgement, type ReviewFacts, reviewFailures, statusAfter } from './review-guards.ts'

const yes = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }
const confirm: Judgement = {
  verdict: 'confirm',
  answers: yes,
  plate: '渝A12345',
  plateConfirmed: false,
  hasNoPlate: false,
  permit: { answer: 'none', reason: '' },
  rectifyWaiver: null,
  isNewEvent: false,
  reason: null,
  note: '',
}
const reject: Judgement = { ...confirm, verdict: 'reject', reason: 'picture_unclear' }
const sound: ReviewFacts = {
  kind: 'illegal_parking',
  status: 'passed_on',
  at: 1000,
  officer: { id: 'ann', certificate: { validUntil: 1001 } },
  place: '500110',
  triagers: ['olga'],
  reviews: [],
  machinePlate: null,
  wasPlateRefused: false,
  permits: [],
  rectifyMissing: null,
  noOrderBasis: null,
  clueReasons: [],
  onSiteMissing: 'record',
  mode: 'DIRECT',
  hasRemote: false,
  isZoneReplaced: false,
  profile: [],
  byMatter: [],
  unseen: [],
  altered: [],
  brokenLinks: [],
  hint: null,
  untrustedKeys: [],
  duplicateOf: null,
  hasOrder: false,
}
const proven = { number: '2026-000001', isProven: true }
const unproven = { ...proven, isProven: false }
const second: ReviewFacts = {
  ...sound,
  status: 'agreed_once',
  reviews: [{ officerId: 'bob', plate: '渝A12345' }],
}
const readOther: ReviewFacts = { ...sound, machinePlate: '渝A1234B', wasPlateRefused: true }
const listed = (isForPlate: boolean) =>
  ({ id: 'p', version: 1, kind: 'loading', number: '装-1', cover: 'whole', later: null, isForPlate }) as const
const elsewhere: ReviewFacts = {
  ...sound,
  officer: { id: 'ann', certificate: { validUntil: 1001, region: '500112' } },
}
const permitted: ReviewFacts = { ...sound, permits: [listed(false), listed(true)] }
const vending: ReviewFacts = { ...sound, kind: 'street_vending', onSiteMissing: null }
const clue = (...clueReasons: ReviewFacts['clueReasons']): ReviewFacts => ({ ...sound, clueReasons })
const remote = (kind: ReviewFacts['kind']): ReviewFacts => ({
  ...sound,
  kind,
  mode: 'CLUE_ONLY',
  clueReasons: ['rule_is_clue_only'],
})
const noPlate: Judgement = { ...confirm, plate: null, hasNoPlate: true, note: '未悬挂号牌' }
const codes = (facts: ReviewFacts, judgement: Judgement) =>
  reviewFailures(facts, judgement).map(({ code }) => code)

describe('what stands against a confirmation (R13, R15)', () => {
  const rows: [string, ReviewFacts, Judgement, string[]][] = [
    ['nothing', sound, confirm, []],
    ['nothing, second officer', second, confirm, []],
    [
      'a key nobody trusts',
      { ...sound, untrustedKeys: ['0123456789abcdef waiting'] },
      confirm,
      ['ev_key_untrusted'],
    ],
    ['the colour of clothes', { ...sound, hint: 'judged_by_colour' }, confirm, ['ev_hint_only']],
    ['a broken chain', { ...sound, brokenLinks: ['confirmed/whole'] }, confirm, ['ev_chain_broken']],
    ['no certificate', { ...sound, officer: { id: 'ann', certificate: null } }, confirm, ['ev_cert']],
    ['certificate ran out this instant', { ...sound, at: 1001 }, confirm, ['ev_cert']],
    ['a certificate of another district', elsewhere, confirm, ['ev_cert']],
    [
      'she agreed before',
      { ...second, reviews: [{ officerId: 'ann', plate: '渝A12345' }] },
      confirm,
      ['ev_same_person'],
    ],
    ['she triaged it', { ...sound, triagers: ['ann'] }, confirm, ['ev_same_person']],
    ['an exhibit unopened', { ...sound, unseen: ['clip'] }, confirm, ['ev_frames_unseen']],
    ['not clear', sound, { ...confirm, answers: { ...yes, isClear: false } }, ['ev_checklist']],
    ['no plate', sound, { ...confirm, plate: ' · ' }, ['ev_plate_required']],
    ['another plate than the first', second, { ...confirm, plate: '渝A12346' }, ['ev_plates_disagree']],
    ['the same plate, written otherwise', second, { ...confirm, plate: '渝a·123 45' }, []],
    [
      'the machine read the same',
      { ...sound, machinePlate: '渝A12345' },
      { ...confirm, plate: '渝a·12345' },
      [],
    ],
    ['the machine read another', readOther, confirm, ['ev_plate_differs']],
    ['insisting without a word', readOther, { ...confirm, plateConfirmed: true }, ['ev_plate_differs']],
    ['a word without insisting', readOther, { ...confirm, note: '8 is a B' }, ['ev_plate_differs']],
    [
      'insisting without having been refused before',
      { ...readOther, wasPlateRefused: false },
      { ...confirm, plateConfirmed: true, note: '8 is a B' },
      ['ev_plate_differs'],
    ],
    ['insisting and saying why', readOther, { ...confirm, plateConfirmed: true, note: '8 is a B' }, []],
    [
      'insisting on another plate than the first officer',
      { ...second, machinePlate: '渝A12345', wasPlateRefused: true },
      { ...confirm, plate: '渝A12346', plateConfirmed: true, note: 'sure' },
      ['ev_plates_disagree'],
    ],
    [
      'insisting with an exhibit unopened',
      { ...readOther, unseen: ['plate'] },
      { ...confirm, plateConfirmed: true, note: 'sure' },
      ['ev_frames_unseen'],
    ],
    ['nothing said of permits', sound, { ...confirm, permit: null }, ['ev_permit_unanswered']],
    [
      'nothing said of permits, where a stall is accused',
      vending,
      { ...confirm, permit: null, plate: null },
      ['ev_permit_unanswered'],
    ],
    [
      'nothing said of permits, where none could allow it',
      { ...sound, kind: 'angling', onSiteMissing: null },
      { ...confirm, permit: null, plate: null },
      [],
    ],
    [
      'has a permit where none could allow it: not asked',
      { ...sound, kind: 'angling', onSiteMissing: null },
      { ...confirm, permit: { answer: 'has', reason: '' }, plate: null },
      [],
    ],
    ['has a permit', sound, { ...confirm, permit: { answer: 'has', reason: '' } }, ['ev_has_permit']],
    [
      'not found out, without a reason',
      sound,
      { ...confirm, permit: { answer: 'unknown', reason: '' } },
      ['ev_permit_unanswered'],
    ],
    [
      'not found out, saying why',
      sound,
      { ...confirm, permit: { answer: 'unknown', reason: '夜间无人接电话' } },
      [],
    ],
    ['the register has one for this plate', permitted, confirm, ['ev_permit_matches']],
    [
      'the register has one for this plate, and why it does not hold',
      permitted,
      { ...confirm, permit: { answer: 'none', reason: '该车占用盲道，不在许可位置' } },
      [],
    ],
    ['the register has one for another plate', { ...sound, permits: [listed(false)] }, confirm, []],
    ['an order is missing', { ...sound, rectifyMissing: 'order' }, confirm, ['ev_rectify_first']],
    [
      'an order is missing, and no provision allows it',
      { ...sound, rectifyMissing: 'order' },
      { ...confirm, rectifyWaiver: '第7条' },
      ['ev_rectify_first'],
    ],
    [
      'a provision allows it, and the officer did not choose it',
      { ...sound, rectifyMissing: 'order', noOrderBasis: '第7条' },
      confirm,
      ['ev_rectify_first'],
    ],
    [
      'the provision is not the one that the officer saw',
      { ...sound, rectifyMissing: 'order', noOrderBasis: '第8条' },
      { ...confirm, rectifyWaiver: '第7条' },
      ['ev_rectify_first'],
    ],
    [
      'nothing: a provision allows it and the officer chose it',
      { ...sound, rectifyMissing: 'order', noOrderBasis: '第7条' },
      { ...confirm, rectifyWaiver: '第7条' },
      [],
    ],
    ['altered bytes', { ...sound, altered: ['clip'] }, confirm, ['ev_hash']],
    [
      'a camera fault accuses nobody',
      { ...sound, kind: 'camera_health' },
      { ...confirm, plate: null, permit: null },
      ['ev_accuses_nobody'],
    ],
    ['the stay has a case', { ...second, duplicateOf: proven }, confirm, ['case_dup']],
    [
      'nobody decides that what was seen at one time is two events',
      { ...second, duplicateOf: proven },
      { ...confirm, isNewEvent: true, note: '已驶离后返回' },
      ['case_dup'],
    ],
    ['the first was not seen to end', { ...second, duplicateOf: unproven }, confirm, ['case_dup']],
    [
      'another event, without a word of what shows it',
      { ...second, duplicateOf: unproven },
      { ...confirm, isNewEvent: true },
      ['case_dup'],
    ],
    [
      'nothing: another event, by what an officer saw',
      { ...second, duplicateOf: unproven },
      { ...confirm, isNewEvent: true, note: '两次之间门卫录像见其驶离' },
      [],
    ],
    [
      'everything at once',
      {
        ...second,
        officer: { id: 'bob', certificate: null },
        unseen: ['clip'],
        altered: ['clip'],
        duplicateOf: proven,
      },
      { ...confirm, plate: '渝B1', answers: { ...yes, isTrue: false } },
      [
        'ev_cert',
        'ev_same_person',
        'ev_frames_unseen',
        'ev_checklist',
        'ev_plate_invalid',
        'ev_plates_disagree',
        'ev_hash',
        'case_dup',
      ],
    ],
  ]
  it.each(rows)('%s', (...[, facts, judgement, expected]) =>
    expect(codes(facts, judgement)).toEqual(expected),
  )
})

describe('what a case needs besides pictures (R18)', () => {
  const bare: Judgement = { ...confirm, plate: null }
  it.each<[string, ReviewFacts, Judgement, string[]]>([
    ['angling seen from afar', remote('angling'), bare, ['case_onsite']],
    ['a fire seen from afar', remote('open_burning'), bare, ['case_onsite']],
    ['a stall seen from afar', remote('street_vending'), bare, ['case_onsite']],
    ['a shop front seen from afar', remote('shop_front'), bare, ['case_onsite']],
    ['a kitchen seen from afar', remote('kitchen_no_hat'), bare, ['case_onsite']],
    [
      'angling whose pictures nothing speaks against',
      { ...sound, kind: 'angling', mode: 'CLUE_ONLY' },
      bare,
      ['case_onsite'],
    ],
    [
      'a car where nobody of the law decided anything',
      { ...sound, mode: 'CLUE_ONLY' },
      confirm,
      ['case_onsite'],
    ],
    ['angling with an on-site record', { ...remote('angling'), onSiteMissing: null }, bare, []],
    ['a car by a camera not in use', clue('source_not_in_use'), confirm, ['ev_device_state']],
    ['a car by a clock out of limit', clue('clock_offset'), confirm, ['ev_profile']],
    ['a car in too small a picture', clue('below_resolution'), confirm, ['ev_profile']],
    ['a car at the edge of its zone (R60)', clue('boundary_doubtful'), confirm, ['ev_zone']],
    ['a car by a rule for clues', clue('rule_is_clue_only'), confirm, ['case_onsite']],
    [
      'a car against which several things speak',
      clue('gap_in_segment', 'source_not_in_use', 'plate_differs'),
      confirm,
      ['ev_device_state', 'ev_profile'],
    ],
    ['the same car, met on site', { ...clue('source_not_in_use'), onSiteMissing: null }, confirm, []],
    ['a zone that was replaced before', { ...sound, isZoneReplaced: true }, confirm, ['ev_zone']],
    ['and on site', { ...sound, isZoneReplaced: true, onSiteMissing: null }, confirm, ['ev_zone']],
    ['a rejection needs none of it', remote('angling'), reject, []],
  ])('%s', (...[, facts, judgement, expected]) => expect(codes(facts, judgement)).toEqual(expected))

  it('names every reason, and what mends it', () => {
    const [failure] = reviewFailures(clue('clock_unproven', 'no_video'), confirm)
    expect(failure).toEqual({
      code: 'ev_profile',
      facts: { reasons: ['clock_unproven', 'no_video'], onSite: ['inspection'], missing: 'record' },
    })
  })
})

describe('the plate of a case (R79)', () => {
  it.each<[string, ReviewFacts, Judgement, string[]]>([
    ['no plate number at all', sound, { ...confirm, plate: 'HELLO' }, ['ev_plate_invalid']],
    ['one sign too few', sound, { ...confirm, plate: '渝A1234' }, ['ev_plate_invalid']],
    ['said to have none, and why', sound, noPlate, []],
    ['said to have none, without why', sound, { ...noPlate, note: '' }, ['ev_plate_required']],
    ['said to have one and none', sound, { ...noPlate, plate: '渝A12345' }, ['ev_plate_invalid']],
    ['none, where the other officer read one', second, noPlate, ['ev_plates_disagree']],
    [
      'one, where the other officer saw none',
      { ...second, reviews: [{ officerId: 'bob', plate: null }] },
      confirm,
      ['ev_plates_disagree'],
    ],
    [
      'none, as the other officer says',
      { ...second, reviews: [{ officerId: 'bob', plate: null }] },
      noPlate,
      [],
    ],
    [
      'none, where the machine read one',
      { ...sound, machinePlate: '渝A12345' },
      noPlate,
      ['ev_plate_differs'],
    ],
  ])('%s', (...[, facts, judgement, expected]) => expect(codes(facts, judgement)).toEqual(expected))
})

describe('what stands against a rejection', () => {
  const rows: [string, ReviewFacts, Judgement, string[]][] = [
    [
      'nothing: no plate, no checklist needed',
      sound,
      { ...reject, plate: null, answers: { ...yes, isTrue: false } },
      [],
    ],
    ['altered bytes do not save a false accusation', { ...sound, altered: ['clip'] }, reject, []],
    ['nothing: a rejection needs no word of permits', permitted, { ...reject, permit: null }, []],
    [
      'nothing: a permit is a reason to reject',
      permitted,
      { ...reject, permit: { answer: 'has', reason: '' } },
      [],
    ],
    ['nothing: no order is needed to let go', { ...sound, rectifyMissing: 'order' }, reject, []],
    ['nothing: a rejection accuses no plate', readOther, reject, []],
    ['nothing: a camera fault is closed so', { ...sound, kind: 'camera_health' }, reject, []],
    ['no reason', sound, { ...reject, reason: null }, ['reason_required']],
    ['other without words', sound, { ...reject, reason: 'other' }, ['reason_required']],
    [
      'another authority without its name',
      sound,
      { ...reject, reason: 'other_authority' },
      ['reason_required'],
    ],
    ['another authority by name', sound, { ...reject, reason: 'other_authority', note: '区交警支队' }, []],
    [
      'ordered to correct, without an order',
      sound,
      { ...reject, reason: 'ordered_to_correct' },
      ['step_order_missing'],
    ],
    ['ordered to correct', { ...sound, hasOrder: true }, { ...reject, reason: 'ordered_to_correct' }, []],
    ['a first violation', sound, { ...reject, reason: 'first_violation' }, []],
    ['other with words', sound, { ...reject, reason: 'other', note: 'a parade' }, []],
    ['no certificate', { ...sound, officer: { id: 'ann', certificate: null } }, reject, ['ev_cert']],
    ['an exhibit unopened', { ...sound, unseen: ['clip'] }, reject, ['ev_frames_unseen']],
  ]
  it.each(rows)('%s', (...[, facts, judgement, expected]) =>
    expect(codes(facts, judgement)).toEqual(expected),
  )
})

it.each(alertStatuses.filter((status) => status !== 'passed_on' && status !== 'agreed_once'))(
  'nobody reviews an alert that is %s',
  (status) => {
    const code = /opened|unconfirmed/.test(status) ? 'alert_not_confirmed' : 'alert_action_refused'
    for (const said of [confirm, reject]) expect(codes({ ...sound, status }, said)).toEqual([code])
  },
)

it.each([
  ['passed_on', 'confirm', null, 'agreed_once'],
  ['agreed_once', 'confirm', null, 'proposed'],
  ['passed_on', 'reject', 'picture_unclear', 'rejected'],
  ['agreed_once', 'reject', 'emergency', 'rejected'],
  ['passed_on', 'reject', 'evidence_insufficient', 'not_filed'],
  ['passed_on', 'reject', 'time_barred', 'not_filed'],
  ['passed_on', 'reject', 'minor_corrected', 'not_filed'],
  ['passed_on', 'reject', 'first_violation', 'not_filed'],
  ['passed_on', 'reject', 'party_unknown', 'not_filed'],
  ['passed_on', 'reject', 'no_fault', 'not_filed'],
  ['agreed_once', 'reject', 'other_authority', 'transferred'],
  ['agreed_once', 'reject', 'ordered_to_correct', 'corrected'],
] as const)('%s, %s (%s): %s', (...[from, verdict, reason, to]) =>
  expect(statusAfter(from, { verdict, reason })).toBe(to),
)
