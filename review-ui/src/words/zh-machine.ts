/** 首次启动、本机程序与演示摄像机的文字。 */
export const zhMachine = {
  setupTitle: '设置第一位系统管理员',
  setupIntro:
    '这里还没有人。请设置您的账号和密码：您将是系统管理员，由您登记其他人员；系统管理员不登记摄像机，也看不到预警和案件。',
  setupAccount: '账号',
  setupAccountHint: '3 至 32 个字符：小写字母、数字和 . _ -，以字母开头',
  setupName: '姓名',
  setupPassword: '密码',
  setupPasswordHint: '至少 12 位，含大写、小写、数字、符号中的三类',
  setupAgain: '再输入一次密码',
  setupDiffers: '两次输入的密码不一致',
  setupNeeded: '必填',
  setupSubmit: '设置并登录',
  setupNoToken:
    '请使用启动时打印的完整链接打开此页（# 后面的部分也要）。链接 24 小时内有效，重新启动会得到新的链接。',
  setupClosed: '管理员已设置，此页不再可用。',
  setupOpenHint: '这里还没有管理员：请打开运行 npm start 的窗口中打印的链接。',
  toSignIn: '去登录',
  drawnTitle: '手边没有摄像机？',
  drawnIntro: '用绘制的摄像机看完整个流程：违停、摆摊、垂钓、后厨。仅供演示，可随时移除。',
  drawnStart: '接入演示摄像机',
  drawnStarting: '正在准备演示摄像机，首次需要几分钟',
  drawnOn: '演示摄像机正在运行（{{n}} 个监控点位）',
  drawnOnHint:
    '两分钟内会有第一条预警。请在“人员”中登记值守员和执法人员来查看和复核。绘制的画面只是线索：要演示成案，先登记一次现场检查。',
  drawnRemove: '移除演示摄像机',
  drawnRemoveAsk: '停用这些监控点位并停止演示摄像机？已有的预警和证据会保留。',
  drawnFailed: '演示摄像机没有启动成功',
  partWaiting: '{{part}} 已停止，稍后自动重新启动',
  partRestarted: '{{part}} 曾意外停止，已自动重新启动 {{n}} 次，最近一次 {{at}}',
  part: { postgres: '数据库', api: '接口服务', ingest: '视频接入', cameras: '演示摄像机' },
}

/** 首次启动与演示摄像机的错误和审计用语。 */
export const zhMachineCodes = {
  failure: {
    setup_refused: '链接无效或已失效。请重新启动产品，在没有管理员时会打印新的链接。',
    setup_done: '管理员已存在，不能再用链接设置。',
    machine_unavailable: '此处不可用：本机不是用 npm start 运行的，或其监督程序没有应答。',
  },
  auditAction: {
    'setup.done': '设置第一位管理员',
    'setup.refused': '拒绝设置管理员',
    'cameras.drawn_on': '接入演示摄像机',
    'cameras.drawn_off': '移除演示摄像机',
  },
}
