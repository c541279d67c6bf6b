/** 人员与密码方面的拒绝。 */
export const zhPeopleFailures = {
  password_reused: '最近 5 次用过的密码不能再用，请换一个。',
  password_change_due: '您用的是一次性密码，请先设置自己的密码。',
  password_lapsed: '一次性密码已过期，请管理员重新设置。',
  certificate_taken: '这个执法证号已登记在另一人名下，请核对。',
  certificate_term_invalid: '执法证有效期超过 10 年，请核对日期。',
  last_administrator: '这是最后一名在用的管理员，不能停用。请先新建另一名管理员。',
}
