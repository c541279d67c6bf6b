/** 证据保存期限与到期删除的用语。 */
export const zhKeeping = {
  label: '证据保存',
  className: {
    open: '预警未办结',
    case: '案件',
    ended: '未立案',
    fault: '摄像机异常',
    unalerted: '未产生预警',
  },
  held: '保全中，不得删除（{{why}}）',
  heldUntil: '保全中，不得删除（{{why}}）；保存至 {{at}} 以后',
  until: '保存至 {{at}}（{{why}}，{{days}} 天），到期按规则删除',
  goes: '保存期限已过（{{why}}，{{days}} 天）：将于 {{at}} 之后按规则删除',
  keeper: {
    store: '由存储锁定，任何人不能提前删除',
    soon: '正在设置存储的锁定',
    program: '存储是文件夹，无法锁定，只由本程序遵守',
  },
  expired: '证据已于 {{at}} 按规则删除（{{why}}，保存 {{days}} 天）。清单、哈希和全程记录仍在。',
  exhibitGone: '已按规则删除',
  exhibitGoneAt: '这件证据已于 {{at}} 按规则到期删除，不是丢失。清单中的哈希和记录仍在。',
}

/** 证据到期的错误和审计用语。 */
export const zhKeepingCodes = {
  failure: {
    exhibit_expired: '这件证据已按保存期限的规则删除，不是丢失。清单、哈希和记录仍在，但不能再据此处理。',
  },
  audit: { 'exhibits.expired': '证据按规则到期删除' },
}
