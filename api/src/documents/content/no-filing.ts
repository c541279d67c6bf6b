import type { Block } from '../blocks.ts'
import type { Material } from '../material.ts'
import { matterRows, opinions, reviewBlocks } from './approvals.ts'
import { caseMatterBlocks } from './case-matter.ts'
import { momentText, recordText, tidy } from './text.ts'

/** 不予立案审批表: why no case comes of it. */
export function noFilingBlocks(material: Material): readonly Block[] {
  const { notFiled, proposed, reviews } = material
  return [
    {
      type: 'form',
      rows: [
        [
          ['拟立案编号', proposed?.number ?? '未形成拟立案'],
          ['提出时间', notFiled ? momentText(notFiled.at) : ''],
        ],
        ...matterRows(material),
      ],
    },
    { type: 'heading', text: '监测记录' },
    { type: 'text', text: recordText(material) },
    { type: 'heading', text: '不予立案的理由' },
    { type: 'text', text: tidy(notFiled?.reason ?? '') },
    ...(reviews.length === 0 ? [] : reviewBlocks(material)),
    ...caseMatterBlocks(material),
    ...opinions('基于上述理由，建议不予立案。'),
    { type: 'seal', agency: material.agency },
  ]
}
