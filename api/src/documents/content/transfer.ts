import { blank, type Block } from '../blocks.ts'
import { itemsOf, type Material } from '../material.ts'
import { recordText, tidy } from './text.ts'
import { causeOf, documentNames } from './words.ts'

/** What goes with the letter. */
function enclosed(material: Material): readonly (readonly string[])[] {
  const items = itemsOf(material)
  const documents = material.documents.map(({ kind, number, pages }) => [
    `${documentNames[kind]}（${number}）`,
    '1 份',
    `${pages} 页`,
  ])
  const all = [...documents, ['封存的电子数据（附签名清单与核验工具）', `${items.length} 件`, '电子载体']]
  return all.map((row, i) => [String(i + 1), ...row])
}

/** 案件移送函: to whom, why, and what goes with it; the other's answer on the same sheet. */
export function transferBlocks(material: Material): readonly Block[] {
  const { transfer, agency, proposed } = material
  const receiver = transfer?.receiver ?? ''
  const known = proposed === null ? '' : `（拟立案编号 ${proposed.number}）`
  return [
    { type: 'text', style: 'to', text: `${receiver}：` },
    {
      type: 'text',
      text: `本机关在非现场监测中发现${causeOf(material.kind)}的线索${known}。${recordText(material)}`,
    },
    { type: 'text', text: `移送理由：${tidy(transfer?.reason ?? '')}` },
    {
      type: 'text',
      text: '依照《中华人民共和国行政处罚法》关于管辖和移送的规定，现将该案及下列材料移送你单位，请依法处理，并将处理结果函告本机关。',
    },
    {
      type: 'table',
      columns: [
        { head: '序号', share: 0.1 },
        { head: '材料', share: 0.56 },
        { head: '数量', share: 0.14 },
        { head: '备注', share: 0.2 },
      ],
      rows: enclosed(material),
    },
    { type: 'text', text: `联系人：${blank(8)}　　联系电话：${blank(10)}` },
    { type: 'seal', agency },
    { type: 'heading', text: '回执' },
    { type: 'text', text: `上述材料已于＿＿＿＿年＿＿月＿＿日收到，共＿＿＿件。` },
    { type: 'signatures', slots: ['接收人（签名）：', '接收单位（印章）：'] },
  ]
}
