import { blank, type Block } from '../blocks.ts'
import type { Material } from '../material.ts'
import { minuteText, momentText, namedText, provisionOf, tidy } from './text.ts'
import { causeOf } from './words.ts'

/** 责令改正通知书: the order as it was recorded, under its own number. To whom it is, is written by hand. */
export function correctionOrderBlocks(material: Material): readonly Block[] {
  const { order, plate, place, openedAt, agency } = material
  const provision = provisionOf(material)
  const facts =
    `经查，你（单位）于${momentText(openedAt)}在${place}${causeOf(material.kind)}，` +
    `涉嫌违反${provision?.violates ?? ''}的规定。`
  const told =
    `依照《中华人民共和国行政处罚法》第二十八条第一款和${provision?.penalty ?? ''}的规定，` +
    `现责令你（单位）于${order ? minuteText(order.dueAt) : ''}前改正：`
  return [
    { type: 'text', style: 'to', text: `${blank(16)}${plate === null ? '' : `（号牌 ${plate} 车辆）`}：` },
    { type: 'text', text: facts },
    { type: 'text', text: told },
    { type: 'text', text: tidy(order?.text ?? '') },
    { type: 'text', text: '逾期不改正的，本机关将依法处理。改正情况将予复查。' },
    {
      type: 'text',
      text:
        `如不服本责令改正，可以自收到本通知书之日起六十日内向${blank(10)}申请行政复议，` +
        `或者在六个月内依法向${blank(10)}人民法院提起行政诉讼。`,
    },
    { type: 'seal', agency },
    { type: 'heading', text: '送达情况' },
    {
      type: 'form',
      rows: [
        [['作出记录', order ? `${minuteText(order.at)}，${namedText(order.recordedBy)}` : '']],
        [
          ['送达时间', ''],
          ['送达方式', '□直接 □留置 □邮寄 □其他'],
        ],
        [['送达地点', '']],
      ],
    },
    {
      type: 'signatures',
      slots: [
        '受送达人（签名或盖章）：',
        '执法人员（签名、执法证号）：',
        '见证人（签名）：',
        '执法人员（签名、执法证号）：',
      ],
    },
  ]
}
