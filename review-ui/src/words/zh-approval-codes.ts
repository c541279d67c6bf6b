/** 设备审核的拒绝。 */
export const zhApprovalFailures = {
  dev_action_refused: '设备审核当前所处的环节不能这样做。',
  dev_same_person: '审核人不能是登记、填写或提交该设备的人，技术审核与法制审核也不能是同一人。',
  dev_file_invalid: '设备档案填写不完整，或已审核的内容不能再改。要改已审核的内容，请先退回草稿。',
  dev_drawn: '绘制的演示摄像机不能提交审核，也不能取证。',
  dev_no_review: '未经技术审核和法制审核（须两人，且非登记人）。',
  dev_no_sign: '没有监控标志的照片。',
  dev_not_published: '设置地点尚未公示，或公示期未满。',
  dev_no_assessment:
    '没有记录个人信息保护影响评估，或评估日期晚于启用日期（个人信息保护法第五十五、五十六条）。',
  dev_no_filing: '公共场所的设备没有公安备案号。',
  dev_calibration: '没有检定（校准）证书，或已过期。',
  dev_clock: '设备时钟不可信：没有节点报告、设备不送时钟，或偏差超过 1 秒。',
  dev_sign_invalid: '标志照片须为 JPEG，不超过 12 MB。',
}
/** 设备状态使画面只能作为线索的原因。 */
export const zhDeviceReasons = {
  source_drawn: '绘制的演示画面，不是任何真实地点',
  source_on_trial: '设备处于试运行期',
  calibration_expired: '拍摄时检定（校准）证书已过期',
}
/** 审计记录：设备审核。 */
export const zhApprovalAudit = {
  'source.approval': '设备审核',
}
