import type { AuditAction } from '../../contract/audit.ts'
import type { SheetStyle } from './handling-texts.ts'

type OfCase = Extract<
  AuditAction,
  | `${'alert' | 'dossier' | 'exhibit' | 'exhibits' | 'review' | 'step' | 'case' | 'package' | 'document' | 'limit' | 'supervision'}.${string}`
  | 'permit.looked_up'
>
const actNames: Record<OfCase, string> = {
  'dossier.received': '收到证据包 Dossier received',
  'dossier.refused': '拒收证据包 Dossier refused',
  'alert.created': '产生预警 Alert created',
  'alert.opened': '发现开始，宽限期内 Opened, in its grace',
  'alert.confirmed': '达到取证标准，产生预警 Confirmed: alert created',
  'alert.ended': '未达标即结束 Ended before it was confirmed',
  'alert.claim': '领取 Claimed',
  'alert.release': '退回 Released',
  'alert.dismiss': '作废 Dismissed',
  'alert.restore': '撤销作废 Restored',
  'alert.pass_on': '提交复核 Passed on',
  'exhibit.served': '调阅证据 Exhibit served',
  'exhibit.opened': '查看证据 Exhibit opened',
  'exhibit.withheld': '未向盲辨人员提供现场照片 On-site file withheld from a blind reader',
  'exhibit.viewed': '查看证据（按分钟计） Exhibit viewed, by the minute',
  'exhibit.unmasked': '凭批准查看原图 Seen without masks, by permission',
  'exhibit.copied': '下载遮挡副本 Hidden copy taken',
  'exhibit.altered': '证据被改动 Exhibit altered',
  'exhibits.expired': '证据按规则到期删除 Exhibits deleted by rule',
  'review.confirm': '审核通过 Review: passed',
  'review.reject': '审核不通过 Review: not passed',
  'review.plate_refused': '号牌与机器不一致，退回再看 Plate differs from the machine: look again',
  'permit.looked_up': '查询许可 Permits looked up',
  'step.recorded': '记录处置步骤 Step recorded',
  'step.file_received': '收到现场照片、录像 File from the place received',
  'step.undone': '撤回处置记录 Step taken back',
  'case.filed': '立案 Case filed',
  'case.proposed': '拟立案 Case proposed',
  'case.sent_back': '退回重审 Sent back',
  'case.refused': '不予立案 Not filed',
  'case.revoked': '撤销案件 Revoked',
  'case.handed_over': '移交 Handed over',
  'case.answered': '登记对方回复 Answer recorded',
  'alert.reopened': '重新打开 Re-opened',
  'limit.told': '时限提醒 Time limit told',
  'supervision.asked': '要求督办 Supervision asked for',
  'supervision.answered': '答复督办 Supervision answered',
  'supervision.settled': '督办已落实 Supervision: settled',
  'supervision.unsettled': '督办未落实 Supervision: not settled',
  'supervision.withdrawn': '撤回督办 Supervision withdrawn',
  'package.exported': '导出案件包 Package exported',
  'document.made': '制作文书 Document made',
  'document.read': '调阅文书 Document read',
  'document.altered': '文书被改动 Document altered',
}
const actorNames = { worker: '采集节点 Worker', system: '系统 System', nobody: '未登录者 Nobody signed in' }

/** In words; what these do not know (of a later version) stands as it is stored. */
const wordOf = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] ?? code) : code

/** Who did what and when, from the alert on. */
export const timelineRows = (
  steps: readonly { at: number; actor: string; action: string }[],
  { escaped, timeOf }: SheetStyle,
): string[] =>
  steps.map(({ at, actor, action }) => {
    const cells = [timeOf(at), wordOf(actorNames, actor), wordOf(actNames, action)]
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
  })
