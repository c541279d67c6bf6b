import { accusesVehicle } from '../../../law/kinds.ts'
import type { Block, Pair } from '../blocks.ts'
import type { Judged, Material } from '../material.ts'
import { momentText, namedText, provisionOf, tidy } from './text.ts'
import { causeOf, reasonNames } from './words.ts'

/** A vehicle without a plate was found to have none by two officers; before they agreed nothing is said. */
function plateText({ kind, plate, proposed }: Material): string {
  if (!accusesVehicle(kind)) return '不涉及'
  return plate ?? (proposed === null ? '' : '无号牌')
}

/** What both approvals say of the matter. The party is named by hand: a camera tells nobody's name. */
export function matterRows(material: Material): readonly (readonly [Pair] | readonly [Pair, Pair])[] {
  const { openedAt, place, sourceName, findingId } = material
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
      ['涉案车辆号牌', plateText(material)],
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

const judgedText = ({ verdict, reason }: Judged): string => {
  const words = verdict === 'confirm' ? '审核通过' : '审核不通过'
  return `${words}${reason === null ? '' : `：${reasonNames[reason]}`}`
}

const reviewTable = ({ reviews }: Material): Block => ({
  type: 'table',
  columns: [
    { head: '执法人员', share: 0.34 },
    { head: '审核时间', share: 0.22 },
    { head: '审核意见', share: 0.44 },
  ],
  rows: reviews.map((judged) => [namedText(judged.officer), momentText(judged.at), judgedText(judged)]),
})

/** What officers found of the record (art. 41(2)), each for himself, and what they wrote to it. */
export const reviewBlocks = (material: Material): readonly Block[] => [
  { type: 'heading', text: '记录审核（《行政处罚法》第四十一条第二款）' },
  reviewTable(material),
  ...material.reviews
    .filter(({ note }) => tidy(note) !== '')
    .map(({ officer, note }): Block => ({ type: 'text', text: `${officer.name}：${tidy(note)}` })),
]

/** Those who decide, from the one who asks up to the head of the agency. */
export const opinions = (asked: string): readonly Block[] => [
  { type: 'opinion', label: '承办人意见', text: asked, signers: 2 },
  { type: 'opinion', label: '承办机构负责人意见', text: '', signers: 1 },
  { type: 'opinion', label: '行政机关负责人意见', text: '', signers: 1 },
]
