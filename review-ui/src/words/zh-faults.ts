/** 摄像机异常与合并预警的文字。 */
export const zhFaults = {
  what: '异常',
  since: '异常自',
  lasted: '持续',
  recorded: '留存',
  recordedVideo: '录像 {{segments}} 段、图片 {{stills}} 张、检查记录',
  recordedNone: '没有录像可留存，只有检查记录',
  noPicture: '没有画面',
  traceText: '每秒检查一次：{{looks}} 次，{{faulty}} 次有“{{fault}}”',
  traceUnsure: '{{n}} 次无法判断画面',
  traceNothing: '未见异常',
  traceCannotTell: '无法判断画面',
  closeTitle: '办结异常',
  closeHint: '摄像机异常不指认任何人，不能立案。处置后在此办结，或另选原因。',
  close: '已处置，办结',
  merged: '本预警的各次发现',
  mergedHint: '同一地点同类发现 30 分钟内合并为一条预警；每次发现各有证据包，分别处理。',
  mergedSize: '合并 {{n}} 次发现',
  mergedThis: '当前',
  repeat: '反复发生 · 7 天内第 {{n}} 次',
  repeatHint: '同一地点同类预警 7 天内达到 3 次',
}

export const zhFaultWords = {
  covered: '镜头被遮挡',
  black: '画面全黑',
  frozen: '画面冻结',
  moved: '镜头移位',
  offline: '离线，无画面',
}

export const zhHealth = { frozen: '画面冻结', black: '画面全黑', covered: '镜头被遮挡', moved: '镜头移位' }

export const zhHealthHelp = {
  frozen: '重启设备或检查编码器。',
  black: '检查镜头、供电和补光。',
  covered: '派人清除遮挡物。',
  moved: '区域判定已暂停。请校正镜头或重画区域。',
}
