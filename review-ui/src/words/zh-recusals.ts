/** 回避（行政处罚法第四十三条）。 */
export const zhRecusals = {
  title: '回避',
  hint: '与案件有直接利害关系或者有其他关系可能影响公正的，应当回避。回避后不能再办理此事，也不能查看其图像。',
  none: '没有人回避',
  isRecused: '回避中',
  act: { declared: '本人申明', ordered: '决定回避', lifted: '解除回避' },
  declare: '我要回避',
  order: '决定某人回避',
  lift: '解除回避',
  liftOf: '解除 {{name}} 的回避',
  person: '人员',
  personNeeded: '请选择人员',
  reason: '理由',
  reasonNeeded: '请写明理由（2–300 字）',
  youAre: '您已对此事回避，不能办理，也不能查看图像。',
  done: '已记录',
}
