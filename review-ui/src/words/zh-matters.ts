/** 责令改正前置页的文字。 */
export const zhMatters = {
  title: '责令改正前置',
  hint: '后厨类违法，确认之前须有已送达的责令改正、期限已满、复查仍未改正。只有法律、法规另有规定的，才可以写明依据，允许执法人员选择不先责令改正。',
  kind: '事项',
  first: '责令改正在先',
  needed: '需要（默认）',
  notNeeded: '可以不先责令改正',
  basis: '依据',
  basisShort: '请写明依据，至少 4 个字。',
  basisHint: '写明法律、法规的名称和条款；每位复核人都会看到，并记入案卷。',
  changedBy: '设置',
  changeTitle: '{{kind}}：责令改正在先',
  changed: '已保存：{{kind}}',
  warning: '这会放宽拟立案条件。请由法制审核人员核定后再设置；每次变更都有留痕。',
}
