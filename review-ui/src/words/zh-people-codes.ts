/** 人员与密码方面的拒绝。 */
export const zhPeopleFailures = {
  password_reused: '最近 5 次用过的密码不能再用，请换一个。',
  password_change_due: '您用的是一次性密码，请先设置自己的密码。',
  password_lapsed: '一次性密码已过期，请系统管理员重新设置。',
  certificate_taken: '这个执法证号已登记在另一人名下，请核对。',
  certificate_term_invalid: '执法证有效期超过 10 年，请核对日期。',
  certificates_invalid: '这份执法证名单有错误的行，没有提出任何申请。请按列出的行和栏改正后再导入。',
  certificates_unchanged: '这份名单与登记的完全一致，没有需要申请的变更。',
  last_administrator:
    '这是该类管理员（系统、安全或审计）中最后一名在用的，不能停用。请先新建另一名同类管理员。',
  security_admin_decides: '已有安全管理员，须由安全管理员决定；系统管理员只能撤回自己的申请。',
  recused:
    '您已对此事回避（行政处罚法第四十三条），不能再办理或查看其图像。如有误，请机关负责人写明理由解除。',
  recusal_refused:
    '不能这样登记：此人已经回避、没有回避，或不是在用的执法人员、法制审核员、负责人。请刷新后核对。',
  second_person_needed:
    '须由另一人批准，申请人和当事人都不能批准。没有这样的人时，在运行产品的机器上用 sightline people 命令处理。',
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
  'recusal.declared': '申明回避',
  'recusal.ordered': '决定回避',
  'recusal.lifted': '解除回避',
  'alert.reopened': '重新打开',
  'package.exported': '导出案件包',
}
