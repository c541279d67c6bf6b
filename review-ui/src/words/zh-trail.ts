/** The page of the audit trail. */
export const zhTrail = {
  title: '操作日志',
  subject: '对象',
  subjectHint: '按对象筛选，如 alert/… 或人员编号',
  sequence: '序号',
  at: '时间',
  actor: '操作人',
  action: '操作',
  facts: '内容',
  hash: '校验值',
  empty: '没有记录',
  search: '筛选',
  chain: '记录只增不改，每条含上一条的校验值。',
}
