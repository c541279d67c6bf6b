/** 文书：名称、所缺内容、拒绝与审计用语。 */
export const zhDocuments = {
  title: '文书',
  hint: '由已登记的内容生成的 PDF，带文号，签名、盖章处留空。重新制作取得新的文号，旧文书仍保留。',
  withheld: '您独立输入号牌之后才能查看和制作文书。',
  ready: '可生成',
  lacks: '缺少：{{fields}}',
  comma: '、',
  make: '制作',
  makeAgain: '重新制作',
  made: '已制作：{{number}}',
  makeNamed: '制作{{name}}',
  downloadNamed: '下载 {{number}}',
  pages: '{{n}} 页',
  replaced: '已有更新的一份',
  older: '较早的 {{n}} 份',
  kindName: {
    extraction: '电子数据提取笔录',
    inspection: '现场检查（勘验）笔录',
    filing: '立案审批表',
    correction_order: '责令改正通知书',
    no_filing: '不予立案审批表',
    transfer: '案件移送函',
    catalogue: '证据目录',
  },
  field: {
    place: '地点',
    certificate: '制作人有效期内的执法证',
    sealed: '已全部到达的封存证据',
    original: '原始录像',
    inspection: '现场检查记录',
    provision: '该事项违反的条款',
    order: '责令改正记录',
    order_content: '责令改正的内容',
    proposed: '拟立案',
    officers: '两名持证执法人员的审核',
    not_filed_reason: '不予立案的理由',
    receiver: '受移送机关',
    transfer_reason: '移送理由',
  },
}

export const zhDocumentCodes = {
  failure: {
    document_incomplete: '内容不齐，不能生成文书。请先补登所缺的内容。',
    document_withheld: '您还没有独立输入号牌；文书可能写有号牌，复核后才能查看和制作。',
    document_altered: '这份文书的文件与制作时不一致，或已丢失。请立即报告管理员。',
  },
  audit: {
    'document.made': '制作文书',
    'document.read': '调阅文书',
    'document.altered': '文书被改动',
  },
}
