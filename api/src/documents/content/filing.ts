import type { Block } from '../blocks.ts'
import type { Material } from '../material.ts'
import { matterRows, opinions, reviewBlocks } from './approvals.ts'
import { caseMatterBlocks } from './case-matter.ts'
import { momentText, recordText } from './text.ts'

/** 立案审批表: what two officers propose to file; the head's word is written by hand. */
export function filingBlocks(material: Material): readonly Block[] {
  const { proposed, filed } = material
  return [
    {
      type: 'form',
      rows: [
        [
          ['拟立案编号', proposed?.number ?? ''],
          ['拟立案时间', proposed ? momentText(proposed.at) : ''],
        ],
        [
          ['立案编号', filed?.number ?? ''],
          ['立案时间', filed ? momentText(filed.at) : ''],
        ],
        ...matterRows(material),
      ],
    },
    { type: 'heading', text: '监测记录' },
    { type: 'text', text: recordText(material) },
    ...reviewBlocks(material),
    ...caseMatterBlocks(material),
    ...opinions('上述记录经两名执法人员分别审核，认为真实、清晰、完整、准确。建议立案调查。'),
    { type: 'seal', agency: material.agency },
  ]
}
