/** 岗位与三员分立的文字。 */
export const zhDuties = {
  openTitle: '还有岗位没有人',
  openHint:
    '每个岗位由不同的人担任。系统管理员提出，安全管理员决定；还没有安全管理员时，唯一的系统管理员可直接新建各管理员。',
  lackingOne: '没有{{duty}}：{{why}}',
  lackingMore: '{{duty}}还缺 {{n}} 名：{{why}}',
  create: '新建{{duty}}',
  why: {
    operator: '没有人值守和初核预警',
    officer: '证据须由两名执法人员复核',
    legal_reviewer: '设备和取证方式不能通过法制审核',
    head: '不能立案，也不能批准调取原件',
    supervisor: '没有人监督',
    device_admin: '不能登记监控点位',
    system_admin: '不能登记人员',
    security_admin: '不能任命执法人员、法制审核员、负责人和监督员',
    audit_admin: '没有专人查阅操作日志',
  },
  unlock: '解除锁定',
  unlocked: '已解除 {{name}} 的登录锁定',
  requestBack: '恢复任职',
  setupDevice: '同时新建一名设备管理员（登记摄像机要用；应是另一个人）',
  setupDeviceAccount: '设备管理员的账号',
  setupDeviceName: '设备管理员的姓名',
  setupDone: '已设置好',
  setupDoneHint: '设备管理员 {{account}} 的一次性密码只显示这一次，72 小时内有效，本人首次登录时须改掉：',
  setupContinue: '我已记下，继续',
}
