import type { EscalationLevel, LimitBasis, LimitedWork } from '@sightline/api/law/limits'
import type { SupervisionAct } from '@sightline/api/law/supervision'
import type { LimitState } from '@sightline/api/law/time-limits'

/** 时限与督办。 */
export const zhLimits = {
  title: '时限',
  hint: '按到期时间排列，最早的在前。超期的逐级告知：承办人、负责人、监督员；系统只提醒，不作任何决定。',
  whose: '范围',
  own: '我的',
  all: '全部',
  work: '事项',
  anyWork: '全部事项',
  state: '状态',
  anyState: '全部状态',
  states: { late: '已超期', today: '今日到期', ahead: '未到期' } satisfies Record<LimitState, string>,
  subject: '对象',
  waitsFor: '等待',
  ofUnit: '{{unit}} · {{role}}',
  due: '期限',
  lateBy: '超期 {{length}}',
  leftBy: '还有 {{length}}',
  told: '已告知',
  notTold: '未到提醒时间',
  basisTitle: '依据',
  empty: '没有符合条件的事项',
  emptyHint: '有期限的事项会自动出现在这里。',
  badge: '我的超期事项 {{n}} 件',
  newSupervision: '有新的督办等您答复',
  open: '查看',
  counts: '超期统计',
  countsHint: '按单位和事项统计，不按人员排名。',
  countsNone: '没有超期的事项',
  countsMore: '“{{work}}”超过 1000 件，只统计了一部分。',
  works: {
    triage: '初核',
    review: '记录审核',
    second_review: '第二人审核',
    recheck: '责改复查',
    filing: '立案审批',
    city_answer: '移交后登记回复',
    decision: '登记处罚决定',
    original: '取出原件审批',
    mode: '证据方式审批',
    law: '法律依据发布',
    technical_review: '设备技术审核',
    legal_review: '设备法制审核',
    person_request: '人员申请',
    certificate: '执法证到期',
    calibration: '检定证书到期',
    supervision: '督办答复',
    supervision_end: '督办办结',
  } satisfies Record<LimitedWork, string>,
  levels: { warned: '即将到期', late: '超期', head: '报负责人', supervisor: '报监督员' } satisfies Record<
    EscalationLevel,
    string
  >,
  bases: {
    default: '系统默认',
    traffic_rules_15: '参照《道路交通安全违法行为处理程序规定》',
    penalty_law_60: '《行政处罚法》第六十条',
    own_term: '事项自身载明的期限',
  } satisfies Record<LimitBasis, string>,
}

/** 督办。 */
export const zhSupervisions = {
  title: '督办',
  none: '没有督办',
  ask: '督办',
  askTitle: '要求督办',
  askHint: '督办不改变案件的任何内容。负责人须在期限内书面答复。',
  aboutCase: '针对案件',
  reason: '督办理由',
  reasonNeeded: '请写明理由（2–1000 字）',
  days: '答复期限（工作日）',
  answer: '答复',
  answerTitle: '答复督办',
  text: '内容',
  textNeeded: '请写明内容（2–1000 字）',
  end: '办结',
  endTitle: '办结督办',
  endHow: '结果',
  until: '答复期限 {{at}}',
  underWay: '督办中',
  late: '超期未答复',
  withheld: '您可能要独立辨认号牌，他人书写的内容暂不显示。',
  done: '已记录',
  acts: { answered: '答复', settled: '已落实', unsettled: '未落实', withdrawn: '撤回' } satisfies Record<
    SupervisionAct,
    string
  >,
}

export const zhLimitCodes = {
  failure: {
    supervision_refused:
      '不能这样办理：此事已有督办在进行、督办已办结，或尚无答复不能办结为已落实。请刷新后核对。',
  },
  audit: {
    'limit.told': '时限提醒',
    'supervision.asked': '要求督办',
    'supervision.answered': '答复督办',
    'supervision.settled': '督办已落实',
    'supervision.unsettled': '督办未落实',
    'supervision.withdrawn': '撤回督办',
  },
}
