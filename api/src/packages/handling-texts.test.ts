import { expect, it } from 'vitest'
import { permitRows, stepRows, waiverRows } from './handling-texts.ts'
import { matterRows } from './matter-texts.ts'

const style = {
  escaped: (text: string) => text.replaceAll('<', '&lt;'),
  timeOf: (at: number | null) => `t${at}`,
}
type Review = Parameters<typeof permitRows>[0][number]
type Step = Parameters<typeof stepRows>[0][number]
const review: Review = {
  id: 'r',
  officer: { id: 'a', name: '吴' },
  verdict: 'confirm',
  plate: '渝A12345',
  plateConfirmed: false,
  answers: { isTrue: true, isClear: true, isComplete: true, isAccurate: true },
  permit: null,
  rectifyWaiver: null,
  round: 1,
  isNewEvent: false,
  matter: null,
  reason: null,
  note: '',
  at: 5,
}
const listed: NonNullable<Review['permit']>['listed'][number] = {
  id: 'p',
  version: 2,
  kind: 'loading',
  number: '装-1',
  cover: 'part',
  later: 'withdrawn',
  isForPlate: true,
}
const step: Step = {
  id: 's',
  alertId: 'a1',
  origin: 'own',
  isWithheld: false,
  kind: 'order',
  at: 1,
  doneBy: '吴',
  text: '<责令>',
  documentNumber: '责改1',
  dueAt: 9,
  complied: null,
  recordedAt: 2,
  recordedBy: { id: 'a', name: '吴' },
  undone: null,
  site: null,
  gap: 'picture',
  spoken: null,
}

it('says what each officer found out about permits, and nothing where nobody was asked', () => {
  expect(permitRows([review], style)).toEqual([])
  const said = { answer: 'unknown', reason: '无人<应答>' } as const
  expect(permitRows([{ ...review, permit: { ...said, listed: [] } }], style)[0]).toContain(
    '<td>未查明 Not found out</td><td>无人&lt;应答></td><td>登记中没有 none registered</td>',
  )
  const [row] = permitRows([{ ...review, permit: { ...said, listed: [listed] } }], style)
  for (const part of ['装-1 (v2)', '覆盖部分时段', '事后撤回', '号牌相符']) expect(row).toContain(part)
})

it('says by which provision an officer confirmed without an order, and nothing where none did', () => {
  expect(waiverRows([review], style)).toEqual([])
  const [row] = waiverRows([{ ...review, rectifyWaiver: '《条例》第<7>条' }], style)
  expect(row).toBe('<tr><td>t5</td><td>吴</td><td>《条例》第&lt;7>条</td></tr>')
})

it('names the alert of a step that was taken for another of the matter', () => {
  expect(stepRows([{ ...step, origin: 'place' }], style)[0]).toContain('另一预警 of alert a1')
  expect(stepRows([step], style)[0]).not.toContain('a1')
})

it('says what was done, by whom and to what end, and what was taken back', () => {
  expect(stepRows([step], style)[0]).toContain('<td>吴</td><td>&lt;责令></td><td>责改1；期限 due t9</td>')
  const recheck: Step = {
    ...step,
    kind: 'recheck',
    doneBy: '郑',
    documentNumber: null,
    dueAt: null,
    complied: false,
  }
  expect(stepRows([recheck], style)[0]).toContain('<td>郑 (吴)</td>')
  expect(stepRows([recheck], style)[0]).toContain('未改正 not complied')
  expect(stepRows([{ ...step, undone: { at: 3, reason: '录错' } }], style)[0]).toContain(
    'taken back t3: 录错',
  )
})

it('what an officer said of the matter stands in its row, what was left open too', () => {
  const matter: NonNullable<Review['matter']> = {
    matter: null,
    lawReason: '',
    tier: null,
    authority: null,
    first: { answer: 'does_not_apply', reason: '<二次>', party: null, cites: [] },
    ledger: { since: 1, isNobody: false, reminders: [], acts: [] },
    gaps: ['matter_none'],
    limitedTo: 1,
  }
  expect(matterRows([review], style)).toEqual([])
  const [row = ''] = matterRows([{ ...review, matter }], style)
  for (const text of ['吴', '不适用 Does not apply：&lt;二次>', '0 在先违法', '无已公布事项'])
    expect(row).toContain(text)
})
