import { blank, type Block } from '../blocks.ts'
import type { Inspected, Material } from '../material.ts'
import { broughtBlocks } from './brought.ts'
import { agencyText, minuteText, namedText, recordText, signText, tidy } from './text.ts'
import { causeOf } from './words.ts'

/** Who went there, and who wrote it down where that was somebody else. */
const byText = ({ doneBy, recordedBy }: Inspected): string =>
  doneBy === '' || doneBy === recordedBy.name
    ? namedText(recordedBy)
    : `${doneBy}；登记人 ${namedText(recordedBy)}`

const told = '□ 已出示执法证件并说明来意\n□ 已告知陈述、申辩和申请回避的权利\n当事人申请回避：□ 是　□ 否'

function found(inspected: Inspected, i: number, all: readonly Inspected[]): Block[] {
  const head = all.length > 1 ? `（${i + 1}）${minuteText(inspected.at)}，${byText(inspected)}：\n` : ''
  const { personsPresent, noPictureReason } = inspected
  const more = [
    personsPresent === '' ? '' : `在场人员：${tidy(personsPresent)}`,
    noPictureReason === '' ? '' : `未能拍摄照片、录像的原因：${tidy(noPictureReason)}`,
  ].filter((one) => one !== '')
  return [
    { type: 'text', text: `${head}${tidy(inspected.text)}` },
    ...more.map((text): Block => ({ type: 'text', text })),
  ]
}

/** Where the officers said they were. */
function positionOf(inspections: readonly Inspected[]): string {
  const position = inspections.find((one) => one.position !== null)?.position
  return position ? `北纬 ${position.lat.toFixed(6)}°，东经 ${position.lon.toFixed(6)}°` : blank(26)
}

/** Other officers who were there; none: a line to write on. */
const secondText = (inspections: readonly Inspected[]): string =>
  [...new Set(inspections.flatMap(({ second }) => (second ? [namedText(second)] : [])))].join('\n')

/** 现场检查（勘验）笔录: what an officer found on site, as it was recorded; whom and who else was there is written by hand. */
export function inspectionBlocks(material: Material): readonly Block[] {
  const { inspections, place, agency } = material
  const [first] = inspections
  return [
    {
      type: 'form',
      rows: [
        [['案由', causeOf(material.kind)]],
        [
          ['检查开始', first ? minuteText(first.at) : ''],
          ['检查结束', '　　月　　日　　时　　分'],
        ],
        [['检查地点', `${place}\n具体位置：${positionOf(inspections)}`]],
        [
          ['被检查人', ''],
          ['证件号码', ''],
        ],
        [
          ['住址（住所）', ''],
          ['联系电话', ''],
        ],
        [['检查人员', [...new Set(inspections.map(byText))].join('\n')]],
        [['检查人员', secondText(inspections)]],
        [
          ['检查机关', agencyText(agency)],
          ['见证人', ''],
        ],
        [['告知事项', told]],
      ],
    },
    { type: 'heading', text: '检查（勘验）情况' },
    ...inspections.flatMap(found),
    ...broughtBlocks(inspections),
    { type: 'heading', text: '检查所依据的监测记录' },
    { type: 'text', text: `编号 ${material.findingId}。${recordText(material)}${signText(material)}` },
    { type: 'heading', text: '补充记录、示意图' },
    { type: 'form', rows: [[['（可另附页）', '\n\n\n\n']]] },
    {
      type: 'text',
      style: 'note',
      text: `以上笔录已阅，与现场情况${blank(20)}。被检查人拒绝签名的，注明情况：${blank(16)}`,
    },
    {
      type: 'signatures',
      slots: [
        '被检查人（签名或盖章）：',
        '见证人（签名）：',
        '检查人员（签名、执法证号）：',
        '检查人员（签名、执法证号）：',
      ],
    },
    { type: 'seal', agency },
  ]
}
