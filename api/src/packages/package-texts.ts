import type { ViolationKind } from '@sightline/detectors/finding'
import { rules } from '@sightline/detectors/rules/table'
import type { PackageIndex } from '../../contract/cases.ts'
import type { toCase } from '../cases/store.ts'
import { permitRows, stepRows, waiverRows } from './handling-texts.ts'
import { matterRows } from './matter-texts.ts'
import { timelineRows } from './timeline-texts.ts'

type CaseView = ReturnType<typeof toCase>

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const timeOf = (at: number | null): string =>
  at === null ? '—' : `${new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })} (UTC+8)`

const kindName = (kind: ViolationKind): string => `${rules[kind].name.zh} / ${rules[kind].name.en}`
const standingNames = { evidence: '证据 / Evidence', clue: '仅为线索，不得单独作为证据 / Clue only' }

interface Sheet {
  readonly theCase: CaseView
  readonly closedAt: number | null
  readonly madeAt: number
  readonly madeBy: string
  readonly steps: readonly { at: number; actor: string; action: string }[]
  readonly reviews: Parameters<typeof permitRows>[0]
  readonly handling: Parameters<typeof stepRows>[0]
  readonly members: PackageIndex['members']
  readonly pictures: readonly string[]
}

const row = (label: string, value: string): string => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`

const factRows = ({
  theCase,
  closedAt,
  madeAt,
  madeBy,
}: Pick<Sheet, 'theCase' | 'closedAt' | 'madeAt' | 'madeBy'>) => [
  row('拟立案编号 Proposal', theCase.number),
  row('事项 Matter', kindName(theCase.kind)),
  row('证据性质 Standing', standingNames[theCase.standing]),
  row('号牌 Plate', theCase.plate ?? '—'),
  row('地点 Place', theCase.place || '—'),
  row('监控点位 Source', theCase.sourceName),
  row('开始 From', timeOf(theCase.openedAt)),
  row('达到取证标准 Met the evidence standard', timeOf(theCase.confirmedAt)),
  row('结束 To', timeOf(closedAt)),
  row('审核人员 Officers', theCase.officers.map((officer) => officer.name).join('、')),
  row('拟立案 Proposed', timeOf(theCase.proposedAt)),
  row('导出 Exported', `${timeOf(madeAt)} ${madeBy}`),
]

/** Nothing where there are no rows. */
const tableOf = (title: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `<h2>${title}</h2><table>${rows.join('\n')}</table>`

/** The case on one page for people, Chinese first; it refers to nothing outside the package. */
export function sheetHtml(sheet: Sheet): string {
  const { theCase, closedAt, madeAt, madeBy, steps, members, pictures } = sheet
  const facts = factRows({ theCase, closedAt, madeAt, madeBy })
  const timeline = timelineRows(steps, { escaped, timeOf })
  const files = members.map(
    ({ name, bytes, sha256 }) =>
      `<tr><td>${escaped(name)}</td><td>${bytes}</td><td><code>${sha256}</code></td></tr>`,
  )
  const stills = pictures.map(
    (name) => `<figure><img src="${escaped(name)}" alt=""><figcaption>${escaped(name)}</figcaption></figure>`,
  )
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${theCase.number}</title><style>
body{font:14px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;max-width:960px;margin:24px auto;padding:0 16px}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:4px 8px;text-align:left}
th{width:200px}code{font-size:11px;word-break:break-all}img{max-width:100%}figure{margin:12px 0}
</style></head><body>
<h1>案件包 ${theCase.number} <small>Case package</small></h1>
<table>${facts.join('\n')}</table>
<h2>图像 Pictures</h2>${stills.join('\n')}
${tableOf('许可核查 Permits', permitRows(sheet.reviews, { escaped, timeOf }))}
${tableOf('事项与首违 Matter and first violation', matterRows(sheet.reviews, { escaped, timeOf }))}
${tableOf('处置步骤 Steps', stepRows(sheet.handling, { escaped, timeOf }))}
${tableOf('无须先责令改正的依据 Confirmed without an order, by', waiverRows(sheet.reviews, { escaped, timeOf }))}
<h2>全过程记录 Timeline</h2><table>${timeline.join('\n')}</table>
<h2>文件 Files</h2><table>${files.join('\n')}</table>
<p>核验 Verify: <code>node verify.mjs case-${theCase.number}.zip</code></p>
</body></html>
`
}

/** How to check the package without us. */
export const readmeText = (number: string): string => `案件包 ${number}
================
dossiers/   封存的证据包：清单（manifest.json）、签名、公钥与全部证据原件
audit.json  全过程记录；reviews.json 复核意见与许可核查；steps.json 处置步骤；case.json 拟立案；sheet.html 供阅读
on-site/    执法人员从现场带回的照片、录像、扫描件原件（如有）；on-site.json 现场记录及其链
stamps/     可信时间戳（RFC 3161，如有）：stamps.json 给出从各清单到所盖哈希（root）的路径，verify.mjs 核对路径；
            时间戳本身由 openssl 核对：openssl ts -verify -digest ROOT -in stamps/confirmed.tsr -CAfile 机构证书.pem
profile.json 收到时逐项核对的取证标准；sign.jpg 拍摄时有效的点位标志、标线照片（如有）
index.json  本包每个文件的 SHA-256，由 index.sig 签名（Ed25519）

核验（离线，只需 Node.js 20 以上）：
  node verify.mjs case-${number}.zip --key PUBLIC-KEY.pem
结果：0 完整，1 已被改动，2 无法读取，3 内部一致但签署者未知（没有给出公钥）。
包内的 verify.mjs 本身也可能被替换：请使用您信任的副本，公钥请从出具机关取得。

Case package ${number}
dossiers/ holds the sealed originals with their signed manifests; on-site/ what officers brought from the place, where there
is any, and on-site.json the records and the chain of both; profile.json what the pictures were judged by on arrival, sign.jpg
the sign of the source in force then, where there is one; stamps/ the time-stamps (RFC 3161), if there are any, with the way
from each manifest to the hash that was stamped (root in stamps.json), to be checked by
  openssl ts -verify -digest ROOT -in stamps/confirmed.tsr -CAfile AUTHORITY.pem
audit.json, reviews.json, steps.json and case.json tell who did what; sheet.html is for reading; index.json lists every file's
SHA-256 and is signed in index.sig.
Verify offline with Node.js 20 or later:
  node verify.mjs case-${number}.zip --key PUBLIC-KEY.pem
Exit codes: 0 intact, 1 altered, 2 unreadable, 3 consistent but the signer unknown (no key was given).
Whoever alters a package can alter the verifier in it: use a copy that you trust, and the key of the issuing agency.
`
