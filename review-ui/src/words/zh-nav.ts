/** 导航中的页面名称。 */
export const zhNav = {
  alerts: '预警',
  cases: '拟立案',
  sources: '监控点位',
  permits: '许可',
  models: '算法模型',
  matters: '责令改正前置',
  modes: '取证方式',
  catalogue: '事项库',
  phrases: '标准用语',
  originals: '原件出库',
  datasets: '训练数据',
  precision: '查准率',
  shadows: '影子比对',
  units: '机构',
  people: '人员',
  audit: '操作日志',
}
