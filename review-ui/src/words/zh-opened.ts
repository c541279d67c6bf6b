import type { OpenedEnd } from '@sightline/api/law/opened'
import type { OpenedTold } from '@sightline/api/law/opened-told'

const end: Record<OpenedEnd, string> = {
  self_rectified: '提醒后自行改正',
  left_in_grace: '宽限内自行离开',
  not_seen: '此后未再见到',
  withdrawn: '不再认定',
}
const endHint: Record<OpenedEnd, string> = {
  self_rectified: '有人提醒后，机器看到已经离开或消除。不是违法记录，也不作案件。',
  left_in_grace: '宽限期满之前已经离开或消除，此前无人提醒。只是一次观察，不是违法记录。',
  not_seen: '没有看到它结束：监看中断，或目标一直被遮挡。之后若达到取证标准，仍会成为预警。',
  withdrawn: '时段结束、镜头移位、规则变更或目标不是活物：不再主张发生过什么。',
}
const told: Record<OpenedTold, string> = {
  people: '告诉人（上预警墙）',
  machines: '只告诉系统',
  kept: '只留存，谁也不告诉',
}

/** 宽限期内的发现：开始、倒计时、结束。 */
export const zhOpened = {
  title: '正在发生',
  hint: '宽限期内，尚未达到取证标准：可以提醒、查看，不能作任何处理。',
  empty: '此刻没有宽限期内的发现。',
  list: '正在发生的发现',
  stage: '阶段',
  stageAll: '全部',
  stageHappening: '正在发生',
  stageConfirmed: '已达标',
  graceLeft: '宽限还剩 {{length}}',
  graceOver: '宽限已满，等待确认',
  unseen: '{{at}} 之后未再见到',
  endedAgo: '已结束',
  live: '实时画面',
  keyLive: '实时画面',
  undecided: '正在宽限期内，现在不能作任何决定',
  undecidedHint: '达到取证标准后，这一页会自动变为待处理的预警，网址不变。现在可以提醒、查看实时画面。',
  overTitle: '未达到取证标准就已结束：{{end}}',
  notConfirmed: '未达到',
  after: '结束时的同一画面',
  leftWhileNew: '已自行离开',
  told: '发现刚出现时',
  toldHint:
    '宽限期内先告诉谁；达到取证标准后一律告诉人。默认：宽限满 10 秒的违法行为告诉人，宽限更短的和摄像机自身故障只告诉系统。',
  toldByKind: '按违法类型默认',
  toldName: told,
  figures: '宽限期内的结果',
  figuresHint: '人在宽限期内就得知的发现，后来怎样。占比只算知道结果的：未再见到、不再认定的不计入。',
  share: '提醒后自行改正占比',
  shareOf: '{{share}}%（{{n}} 条中 {{hits}} 条）',
  shareFew: '太少，不给百分比：{{n}} 条中 {{hits}} 条',
  shareNone: '还没有结果',
  end,
  endHint,
}

export const zhOpenedAudit = {
  'alert.opened': '发现开始（宽限期内）',
  'alert.confirmed': '达到取证标准，产生预警',
  'alert.ended': '未达标即结束',
}
