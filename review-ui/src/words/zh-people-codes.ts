/** 人员与密码方面的拒绝。 */
export const zhPeopleFailures = {
  password_reused: '最近 5 次用过的密码不能再用，请换一个。',
  password_change_due: '您用的是一次性密码，请先设置自己的密码。',
  password_lapsed: '一次性密码已过期，请管理员重新设置。',
  certificate_taken: '这个执法证号已登记在另一人名下，请核对。',
  certificate_term_invalid: '执法证有效期超过 10 年，请核对日期。',
  last_administrator: '这是最后一名在用的管理员，不能停用。请先新建另一名管理员。',
  second_person_needed: '须由另一名管理员批准，申请人和当事人都不能批准。',
}

/** 审计记录：人员所做与所涉。 */
export const zhPeopleAudit = {
  'person.signed_in': '登录',
  'person.sign_in_refused': '登录被拒',
  'access.refused': '访问被拒',
  'person.signed_out': '退出',
  'person.session_ended': '退出其他登录',
  'person.oldest_session_ended': '同时登录过多，最早的登录被退出',
  'person.created': '新建人员',
  'person.password_changed': '本人修改密码',
  'person.unlocked': '解除登录锁定',
  'person.changed': '变更人员',
  'person.requested': '申请变更人员',
  'person.request_approved': '批准人员申请',
  'person.request_refused': '驳回人员申请',
  'case.filed': '立案',
  'case.proposed': '拟立案',
  'case.sent_back': '退回重审',
  'case.refused': '不予立案',
  'case.revoked': '撤销案件',
  'case.handed_over': '移交',
  'case.answered': '登记对方回复',
  'alert.reopened': '重新打开',
  'package.exported': '导出案件包',
}
