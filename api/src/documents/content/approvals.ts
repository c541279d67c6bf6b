import type { Block, Pair } from '../blocks.ts'
import type { Judged, Material } from '../material.ts'
import { momentText, namedText, provisionOf, tidy } from './text.ts'
import { causeOf, reasonNames } from './words.ts'

/** What both approvals say of the matter. The party is named by hand: a camera tells nobody's name. */
export function matterRows(material: Material): readonly (readonly [Pair] | readonly [Pair, Pair])[] {
  const { plate, openedAt, place, sourceName, findingId } = material
  const provision = provisionOf(material)
  return [
    [
      ['案由', causeOf(material.kind)],
      ['案件来源', `非现场监测（${sourceName}）`],
    ],
    [['记录编号', findingId]],
    [
      ['发生时间', momentText(openedAt)],
      ['发生地点', place],
    ],
    [
      ['当事人', ''],
      ['涉案车辆号牌', plate ?? '无'],
    ],
    [
      ['证件号码', ''],
      ['联系电话', ''],
    ],
    [['住址（住所）', '']],
    [['涉嫌违反', provision?.violates ?? '']],
    [['处罚依据', provision?.penalty ?? '']],
  ]
}

const judgedText = ({ verdict, reason, note }: Judged): string => {
  const words = verdict === 'confirm' ? '审核通过' : '审核不通过'
  const why = reason === null ? '' : `：${reasonNames[reason]}`
  const said = tidy(note).replaceAll('\n', ' ')
  return `${words}${why}${said === '' ? '' : `\n${said}`}`
}

/** What officers found of the record (art. 41(2)), each for himself. */
export const reviewTable = ({ reviews }: Material): Block => ({
  type: 'table',
  columns: [
    { head: '执法人员', share: 0.34 },
    { head: '审核时间', share: 0.22 },
    { head: '审核意见', share: 0.44 },
  ],
  rows: reviews.map((judged) => [namedText(judged.officer), momentText(judged.at), judgedText(judged)]),
})

/** Those who decide, from the one who asks up to the head of the agency. */
export const opinions = (asked: string): readonly Block[] => [
  { type: 'opinion', label: '承办人意见', text: asked },
  { type: 'opinion', label: '承办机构负责人意见', text: '' },
  { type: 'opinion', label: '行政机关负责人意见', text: '' },
]
