import { blank, type Block, type Pair } from '../blocks.ts'
import type { Capture, Material, Sealed } from '../material.ts'
import { exhibitTable, pictureBlocks } from './exhibit-table.ts'
import { hashLines, momentText, namedText, positionText, recordText, tidy } from './text.ts'
import { approvalNames, causeOf, chainNames, clueReasonNames, sourceKindNames, stageNames } from './words.ts'

/** How everything sealed comes to be, whatever the finding is about. */
const method =
  '采集节点经网络接收设备输出的码流，不解码、不转码，按片段在首字节到达时计算 SHA-256 值，连续留存；达到取证条件时取出相应时段的片段，' +
  '连同由其解码得到的截图和监测轨迹记录，逐件计算 SHA-256 与 SM3 值，列入清单，由采集节点以 Ed25519 私钥签名，并写明前一份清单的 SHA-256 值，前后相连。' +
  '截图由原始录像解码得到，未在其上添加任何内容。'

const clockText = ({ source, offsetMs, limitMs }: Capture['clock']): string => {
  if (source !== 'camera-ntp') return '设备未提供时间，以采集节点收到时的时间为准'
  if (offsetMs === null) return '设备时钟（NTP），偏差未能测得'
  return `设备时钟（NTP），与采集节点时间偏差 ${offsetMs} 毫秒（限值 ${limitMs} 毫秒）`
}

function videoText({ video, fingerprint }: Capture['source']): string {
  if (!video) return '没有收到画面'
  const { codec, width, height, fps } = video
  return `${codec.toUpperCase()}，${width}×${height}，${fps} 帧/秒\n码流参数标识：${fingerprint ?? '无'}`
}

const approvalText = ({ state, revision, basis }: Capture['source']['approval']): string =>
  `记录时的状态：${approvalNames[state]}（第 ${revision} 次审核）${basis === '' ? '' : `\n依据：${tidy(basis).replaceAll('\n', ' ')}`}`

const modelText = ({ models, rule, zone }: Capture): string =>
  [
    ...models.map(({ name, sha256, threshold }) => `${name}，阈值 ${threshold}，SHA-256：${sha256}`),
    `监测区域“${zone.name}”第 ${zone.version} 版；规则 ${rule.id} 第 ${rule.version} 版`,
  ].join('\n')

const sourceRows = (capture: Capture): readonly Pair[] => [
  [
    '数据来源',
    `${sourceKindNames[capture.source.kind]}“${capture.source.name}”（编号 ${capture.source.id}）`,
  ],
  ['设备坐标', positionText(capture.source.position) || '未登记'],
  ['设备审核', approvalText(capture.source.approval)],
  ['视频参数', videoText(capture.source)],
  ['时间来源', clockText(capture.clock)],
  ['识别模型与规则', modelText(capture)],
  ['软件版本', `Sightline ${capture.software.sightline}；FFmpeg ${capture.software.ffmpeg}`],
]

const standingText = ({ standing, clueReasons }: Material): string =>
  standing === 'evidence'
    ? '符合监测设备取证标准的记录，经执法人员审核后可以作为证据'
    : ['仅为线索，不得单独作为证据', ...clueReasons.map((reason) => clueReasonNames[reason])].join('；')

const sealedRow = ({
  stage,
  sealedAt,
  keyId,
  sequence,
  manifestSha256,
  items,
}: Sealed): readonly string[] => [
  stageNames[stage],
  momentText(sealedAt),
  `${items.length} 件`,
  `密钥 ${keyId}\n序号 ${sequence}`,
  hashLines(manifestSha256),
]

const sealedTable = ({ sealed }: Material): Block => ({
  type: 'table',
  isDense: true,
  columns: [
    { head: '阶段', share: 0.13 },
    { head: '封存时间', share: 0.19 },
    { head: '文件', share: 0.09 },
    { head: '签名', share: 0.23 },
    { head: '清单 SHA-256', share: 0.36 },
  ],
  rows: sealed.map(sealedRow),
})

/** 电子数据提取笔录: method, time, makers, device and hashes of what was taken out of the stream. */
export function extractionBlocks(material: Material): readonly Block[] {
  const { capture, maker, madeAt, place, findingId } = material
  const rows: readonly Pair[] = [
    ['案由', causeOf(material.kind)],
    ['记录编号', findingId],
    ['记录地点', place],
    ['笔录制作', `${momentText(madeAt)}，制作人 ${namedText(maker)}`],
    ...(capture ? sourceRows(capture) : []),
    ['证据链', chainNames[material.chain]],
    ['证据性质', standingText(material)],
  ]
  return [
    { type: 'form', rows: rows.map((row) => [row] as const) },
    { type: 'heading', text: '一、监测记录' },
    { type: 'text', text: recordText(material) },
    { type: 'heading', text: '二、提取与固化的方法' },
    { type: 'text', text: method },
    { type: 'heading', text: '三、固化的清单' },
    sealedTable(material),
    { type: 'heading', text: '四、提取的电子数据' },
    exhibitTable(material),
    ...pictureBlocks(material),
    { type: 'text', style: 'note', text: `当事人不在场或者拒绝签名的，注明情况：${blank(24)}` },
    {
      type: 'signatures',
      slots: [
        `提取人（签名）：\n${namedText(maker)}`,
        `提取人（签名、执法证号）：\n${blank(10)}`,
        '见证人（签名）：',
        '当事人（签名或盖章）：',
      ],
    },
    { type: 'seal', agency: material.agency },
  ]
}
