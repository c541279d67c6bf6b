import { blank, type Block } from '../blocks.ts'
import { itemsOf, type Item, type Material } from '../material.ts'
import { broughtKindOf, broughtTitle } from './brought.ts'
import { hashesText, itemTitle } from './exhibit-table.ts'
import { dayText, hashLines, momentText, namedText } from './text.ts'
import { causeOf, documentNames } from './words.ts'

/** 证据种类 (art. 46 of the administrative penalty law). */
const kindOf: Record<Item['role'], string> = {
  segment: '视听资料',
  still: '电子数据',
  trace: '电子数据',
  overlay: '电子数据',
}
const proves: Record<Item['role'], string> = {
  segment: '监测时段的现场情况',
  still: '该时刻的现场情况',
  trace: '目标出现的时间、位置与经过',
  overlay: '标注位置，供阅读',
}

/** The sign or marking of the source (P4): an exhibit by reference, in its approval. */
const signRow = ({ sign }: Material): readonly (readonly string[])[] =>
  sign
    ? [
        [
          `点位标志、标线照片\n点位审核第 ${sign.revision} 版`,
          '电子数据',
          '监控点位的标志、标线',
          sign.takenOn,
          `SHA-256\n${hashLines(sign.sha256)}`,
          '电子载体',
        ],
      ]
    : []

/** Documents that are evidence themselves come first, then what was sealed, in the order of sealing. */
function rowsOf(material: Material): readonly (readonly string[])[] {
  const documents = material.documents
    .filter(({ kind }) => kind === 'extraction' || kind === 'inspection')
    .map(({ kind, number, madeAt, pages }) => [
      `${documentNames[kind]}\n${number}`,
      kind === 'inspection' ? '现场笔录' : '电子数据',
      kind === 'inspection' ? '现场检查所见' : '电子数据的来源与提取经过',
      dayText(madeAt),
      '',
      `${pages} 页`,
    ])
  const items = itemsOf(material).map((item) => [
    itemTitle(item),
    kindOf[item.role],
    proves[item.role],
    momentText(item.at),
    hashesText(item),
    '电子载体',
  ])
  const brought = material.brought.map((file) => [
    broughtTitle(file),
    broughtKindOf[file.kind],
    '执法人员到场所见',
    momentText(file.toldAt ?? file.arrivedAt),
    hashesText(file),
    '电子载体',
  ])
  return [...documents, ...items, ...signRow(material), ...brought].map((row, i) => [String(i + 1), ...row])
}

/** 证据目录: every exhibit and every record of evidence, numbered; the page in the bound file is written by hand. */
export function catalogueBlocks(material: Material): readonly Block[] {
  const { proposed, filed, maker } = material
  const rows = rowsOf(material)
  return [
    {
      type: 'form',
      rows: [
        [['案由', causeOf(material.kind)]],
        [
          ['拟立案编号', proposed?.number ?? '尚未形成'],
          ['立案编号', filed?.number ?? ''],
        ],
        [['记录编号', material.findingId]],
      ],
    },
    {
      type: 'table',
      isDense: true,
      columns: [
        { head: '序号', share: 0.06 },
        { head: '证据名称', share: 0.18 },
        { head: '种类', share: 0.09 },
        { head: '证明对象', share: 0.11 },
        { head: '形成时间', share: 0.11 },
        { head: '完整性校验值', share: 0.36 },
        { head: '载体、页次', share: 0.09 },
      ],
      rows,
    },
    {
      type: 'text',
      style: 'note',
      text: `共 ${rows.length} 项。电子载体：${blank(12)}　存放处：${blank(12)}`,
    },
    {
      type: 'signatures',
      slots: [`制作人（签名）：\n${namedText(maker)}`, '核对人（签名、执法证号）：'],
    },
  ]
}
