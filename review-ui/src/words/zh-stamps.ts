/** 可信时间戳的用语。 */
export const zhStamps = {
  label: '可信时间戳',
  stage: { opened: '发现', confirmed: '达到取证标准', closed: '结束' },
  supplement: '补充部分',
  stamped: '{{stage}} {{at}}',
  waiting: '{{stage}} 待取得',
  by: '签发机构：{{authority}}',
  explain: '时间戳由机构的时钟给出，证明此时证据清单已经存在，其后未被改动。',
}
