import { rules } from '@sightline/detectors/rules/table'
import { confirmedAtOf } from '../alerts/confirmed-at.ts'
import type { CopyLeftOut } from '../../contract/originals.ts'
import type { CaseRow } from '../cases/store.ts'

/** Of one copy: who made it when and for whom. */
export interface CopyOf {
  readonly id: string
  readonly madeAt: number
  readonly madeBy: string
  readonly receiver: string
  readonly purpose: string
}

/** A picture of the copy, and the original that it was made from. */
export interface CopyPicture {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly derivedFrom: { readonly exhibit: string; readonly sha256: string; readonly at: number }
  /** How many parts are hidden. */
  readonly hidden: number
  readonly showsPlate: boolean
}

export const timeText = (at: number): string =>
  `${new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })} (UTC+8)`

const whyNot: Record<CopyLeftOut, string> = {
  not_located: '没有判读记录，不知道人和车在哪里 / no judged frame says where people and vehicles were',
  not_readable: '文件缺失或与封存时不一致 / the file is gone or not what was sealed',
  not_hidden: '无法确定人脸和号牌 / nobody could tell where faces and plates are',
  mask_stale: '监控画面已变，隐私遮挡区须重画 / the view changed: its masks have to be drawn anew',
  recording: '录像不收入副本 / recordings are not part of a copy',
  on_site: '现场照片、录像与扫描件不收入副本 / what officers brought from the place is not part of a copy',
  cut_out: '局部截图与轨迹不收入副本 / close-ups, traces and overlays are not part of a copy',
}

/** What stands in the band below every picture. */
export const stampLines = (
  copy: CopyOf,
  number: string,
  of: { name: string; sha256: string; at: number },
) => [
  `遮挡副本，不是原始证据 · derivative, not the original　${number}　${timeText(of.at)}`,
  `制作 ${copy.madeBy} ${timeText(copy.madeAt)}　提供给 ${copy.receiver}`,
  `原件 ${of.name} SHA-256 ${of.sha256}`,
]

export const markOf = ({ madeBy, madeAt, receiver }: CopyOf): string =>
  `${madeBy} ${timeText(madeAt).slice(0, 16)} → ${receiver}`

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
const row = (label: string, value: string): string => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`

export interface CopySheet {
  readonly copy: CopyOf
  readonly theCase: CaseRow
  readonly pictures: readonly CopyPicture[]
  readonly leftOut: Partial<Record<CopyLeftOut, number>>
}

/** The copy on one page for people, Chinese first. */
export function copySheet({ copy, theCase, pictures, leftOut }: CopySheet): string {
  const { alert, number, plate } = theCase
  const { zh, en } = rules[alert.kind].name
  const facts = [
    row('拟立案编号 Proposal', number),
    row('事项 Matter', `${zh} / ${en}`),
    row('号牌 Plate', plate ?? '—'),
    row('地点 Place', alert.place || '—'),
    row('开始 From', timeText(alert.openedAt.getTime())),
    row('达到取证标准 Met the evidence standard', timeText(confirmedAtOf(alert).getTime())),
    row('制作 Made', `${copy.madeBy}，${timeText(copy.madeAt)}`),
    row('提供给 For', copy.receiver),
    row('用途 Purpose', copy.purpose),
  ]
  const missing = Object.entries(leftOut).map(([reason, n]) => row(`${n}`, whyNot[reason as CopyLeftOut]))
  const figures = pictures.map(
    ({ file, derivedFrom, showsPlate }) =>
      `<figure><img src="${escaped(file)}" alt=""><figcaption>${escaped(file)}<br>原件 Original ${escaped(derivedFrom.exhibit)}<br>SHA-256 <code>${derivedFrom.sha256}</code>${showsPlate ? '' : '<br>未确认被指认车辆的号牌，已遮挡 / no plate is shown'}</figcaption></figure>`,
  )
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${number}</title><style>
body{font:14px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;max-width:960px;margin:24px auto;padding:0 16px}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:4px 8px;text-align:left}
th{width:200px}code{font-size:11px;word-break:break-all}img{max-width:100%}figure{margin:12px 0}
</style></head><body>
<h1>案件共享副本 ${number} <small>Shareable copy</small></h1>
<p>本副本中的图像由原始证据制作：人脸及被指认车辆以外的号牌已遮挡，带有水印，不能代替原始证据。<br>
Derivatives of the sealed originals: faces, and plates but that of the accused, are hidden. They do not replace the originals.</p>
<table>${facts.join('\n')}</table>
<h2>图像 Pictures</h2>${figures.join('\n')}
${missing.length === 0 ? '' : `<h2>未收入 Not in this copy</h2><table>${missing.join('\n')}</table>`}
</body></html>
`
}
