import { expect, it } from 'vitest'
import { auditActions } from '../../contract/audit.ts'
import { sheetHtml } from './package-texts.ts'

type Sheet = Parameters<typeof sheetHtml>[0]
const theCase: Sheet['theCase'] = {
  id: 'c',
  number: '2026-000001',
  alertId: 'a',
  kind: 'illegal_parking',
  standing: 'evidence',
  status: 'proposed',
  plate: '渝A12345',
  sourceName: '一号点位',
  place: '一号路口',
  openedAt: 1,
  confirmedAt: 2,
  proposedAt: 3,
  version: 1,
  round: 1,
  filedNumber: null,
  filedAt: null,
  endReason: null,
  note: '',
  handOver: null,
  packageSha256: null,
  officers: [{ id: 'o', name: '吴' }],
  matter: null,
  authorityBasis: null,
}
const sheetOf = (steps: Sheet['steps']): string =>
  sheetHtml({
    theCase,
    closedAt: null,
    madeAt: 4,
    madeBy: '吴',
    steps,
    reviews: [],
    handling: [],
    members: [],
    pictures: [],
  })

it.each([
  ['worker', 'dossier.received', '采集节点 Worker', '收到证据包 Dossier received'],
  ['system', 'alert.created', '系统 System', '产生预警 Alert created'],
  ['吴<某>', 'review.confirm', '吴&#60;某&#62;', '审核通过 Review: passed'],
  ['吴', 'of.a_later_version', '吴', 'of.a_later_version'],
])('says who did what in words: %s %s', (...[actor, action, who, what]) => {
  expect(sheetOf([{ at: 1, actor, action }])).toContain(`<td>${who}</td><td>${what}</td></tr>`)
})

it('leaves no act of an alert, its dossier, its reviews, its steps and its case without words', () => {
  const told = auditActions.filter((one) => /^(alert|dossier|exhibit|review|step|case|package)\./.test(one))
  const html = sheetOf(told.map((action) => ({ at: 1, actor: '吴', action })))
  expect(told.filter((action) => html.includes(action))).toEqual([])
})
