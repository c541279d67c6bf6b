/** 查看公安视频须说明理由；查看记录的用语。 */
export const zhViewing = {
  needed: '该监控点位属公安机关，查看前须说明理由',
  neededHint:
    '请写明理由和案件（预警）编号，查看登记簿须载明。只在本次登录内对该点位有效，{{minutes}} 分钟后重新填写。',
  say: '填写查看理由',
  reason: '查看理由',
  number: '案件或预警编号',
  reasonShort: '至少 {{n}} 个字',
  numberNeeded: '请填写编号',
  said: '查看理由：{{reason}}（{{number}}），有效至 {{at}}',
  masks: '隐私遮挡区',
  mask: '遮挡区 {{n}}',
  addMask: '添加遮挡区',
  saveMasks: '保存遮挡区',
  masksSaved: '已保存遮挡区第 {{version}} 版',
  masksStale: '画面已变，现有遮挡区对不上，请重画后保存',
  masksHelp:
    '框出窗户、住宅等与执法无关的部位：复核时显示的截图、共享副本和文书所附截图都会遮住；封存的原件不变，录像与局部截图不遮。',
  withoutMasks: '看未遮挡的原图',
  withoutMasksHint: '凭您名下有效的出库批准；每次查看都有记录。',
  downloadCopy: '下载遮挡副本',
  downloadCopyHint:
    '人脸和所有号牌已遮挡，带您的姓名和时间的水印；每次下载都有记录。原件须在案件页凭批准取出。',
}

export const zhViewingCodes = {
  failure: {
    reason_needed: '该监控点位属公安机关：请先说明查看理由和案件（预警）编号。',
    mask_stale: '该监控点位的画面已变，隐私遮挡区对不上，图片暂不能提供。请管理员重新绘制遮挡区。',
  },
  audit: {
    'source.reason_given': '说明查看理由',
    'source.pictured': '查看画面截图',
    'exhibit.viewed': '查看证据（按分钟计）',
    'exhibit.unmasked': '凭批准查看未遮挡的原图',
    'masks.drawn': '绘制隐私遮挡区',
    'exhibit.copied': '下载遮挡副本',
  },
}
