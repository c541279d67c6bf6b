import { zhNav } from './zh-nav.ts'
import { zhOriginals } from './zh-originals.ts'
import { zhViewing } from './zh-viewing.ts'
import { zhUnits } from './zh-units.ts'
import { zhModes } from './zh-modes.ts'
import { zhCatalogue } from './zh-catalogue.ts'
import { zhCaseMatter } from './zh-case-matter.ts'
import { zhCases } from './zh-cases.ts'
import { zhApproval } from './zh-approval.ts'
import { zhCodes } from './zh-codes.ts'
import { zhOffice } from './zh-office.ts'
import { zhFacts } from './zh-facts.ts'
import { zhFaults } from './zh-faults.ts'
import { zhOpened } from './zh-opened.ts'
import { zhDatasets } from './zh-datasets.ts'
import { zhDocuments } from './zh-documents.ts'
import { zhDossier } from './zh-dossier.ts'
import { zhOnSite } from './zh-on-site.ts'
import { zhPermits, zhSteps } from './zh-permits.ts'
import { zhMatters } from './zh-matters.ts'
import { zhModels } from './zh-models.ts'
import { zhPrecision } from './zh-precision.ts'
import { zhStricter } from './zh-stricter.ts'
import { zhProfile } from './zh-profile.ts'
import { zhKeeping } from './zh-keeping.ts'
import { zhStamps } from './zh-stamps.ts'
import { zhMachine } from './zh-machine.ts'
import { zhFactor } from './zh-sign-in.ts'
import { zhSight } from './zh-sight.ts'
import { zhSpeech } from './zh-speech.ts'
import { zhShadows } from './zh-shadows.ts'
import { zhSources } from './zh-sources.ts'
import { zhTrail } from './zh-trail.ts'

/** 所有界面文字的中文。英文必须与此同形（见 en.ts）。 */
export const zh = {
  code: zhCodes,
  dossier: zhDossier,
  profile: zhProfile,
  stricter: zhStricter,
  sources: zhSources,
  approval: zhApproval,
  sight: zhSight,
  machine: zhMachine,
  factor: zhFactor,
  keeping: zhKeeping,
  stamps: zhStamps,
  permits: zhPermits,
  steps: zhSteps,
  onSite: zhOnSite,
  models: zhModels,
  matters: zhMatters,
  catalogue: zhCatalogue,
  caseMatter: zhCaseMatter,
  datasets: zhDatasets,
  documents: zhDocuments,
  precision: zhPrecision,
  shadows: zhShadows,
  speech: zhSpeech,
  ...zhOffice,
  facts: zhFacts,
  faults: zhFaults,
  opened: zhOpened,
  app: {
    name: 'Sightline',
    subtitle: '非现场执法',
    language: '语言',
    menu: '导航',
    skip: '跳到正文',
    signOut: '退出登录',
    certificate: '执法证 {{number}}，有效至 {{until}}',
    noCertificate: '未登记执法证',
    expired: '（已过期）',
    loading: '正在加载…',
    retry: '重试',
    more: '加载更多',
    noMore: '没有更多了',
    save: '保存',
    cancel: '取消',
    close: '关闭',
    edit: '编辑',
    add: '添加',
    remove: '删除',
    refresh: '刷新',
    yes: '是',
    no: '否',
    none: '无',
    unknown: '不明',
    notFound: '没有这个页面',
    toStart: '回到首页',
    crashed: '这个页面出错了',
    reload: '重新加载',
    copy: '复制',
    copied: '已复制',
    help: '快捷键',
    helpKey: '显示快捷键',
    noPermission: '您没有查看此页的权限',
    notRefreshed: '以下内容没有刷新成功，可能已过期。',
  },
  nav: zhNav,
  live: {
    live: '实时连接',
    connecting: '连接中…',
    stale: '连接中断',
    offline: '网络断开',
    banner: '{{why}}，画面可能过期。最后一次收到服务器消息：{{at}}。正在自动重连…',
    never: '尚未收到',
  },
  time: {
    now: '刚刚',
    ago: '{{length}}前',
    seconds: '{{n}} 秒',
    minutes: '{{n}} 分',
    hours: '{{n}} 小时',
    days: '{{n}} 天',
    zone: '北京时间',
  },
  signIn: {
    title: '登录',
    account: '账号',
    password: '密码',
    submit: '登录',
    needAccount: '请输入账号',
    needPassword: '请输入密码',
    capsLock: '大写锁定已打开',
    ended: '登录已失效，请重新登录。',
    lost: '忘记密码？',
    lostHow: '请系统管理员为您申请一次性密码，由安全管理员批准。没有人能这样做的，在运行产品的机器上执行：',
  },
  ownPassword: {
    title: '修改密码',
    due: '请先设置自己的密码：管理员给的密码只能用一次。',
    current: '现在的密码',
    next: '新密码',
    again: '再输一次新密码',
    differs: '两次输入的不一样',
    done: '密码已修改，您在其他地方的登录已全部退出',
  },
  ownSessions: {
    menu: '我的账号',
    title: '我的登录',
    hint: '同时登录的处数有上限；再登录时，最早的一处自动退出。有不认识的，请退出它并修改密码。',
    began: '登录于 {{at}}',
    used: '最近使用 {{at}}',
    here: '当前登录',
    end: '退出',
  },
  alerts: {
    title: '预警',
    filter: '状态',
    open: '未处理',
    review: '复核',
    done: '已办结',
    all: '全部',
    count: '已显示 {{n}} 条',
    empty: '这里没有预警',
    emptyHint: '新预警到来时会自动出现在这里。',
    sound: '声音提示',
    soundOn: '声音已开',
    soundOff: '声音已关',
    soundBlocked: '浏览器暂不允许发声，点击页面任意处即可',
    claim: '领取',
    release: '退回',
    openDossier: '打开',
    claimedBy: '{{name}} 已领取',
    mine: '我已领取',
    unclaimed: '未领取',
    claimed: '已领取',
    released: '已退回',
    noThumb: '图片加载失败',
    arrived: '收到新预警：{{kind}}，{{place}}',
    newOnes: '有 {{n}} 条新预警',
    list: '预警列表',
    confirmedAt: '达标',
    noPlace: '未填地点',
    keyNext: '下一条',
    keyPrevious: '上一条',
    keyOpen: '打开',
    keyClaim: '领取 / 退回',
  },
  cases: zhCases,
  due: {
    until: '期限：{{at}}',
    late: '{{work}}超期',
    today: '{{work}}今日到期',
  },
  modes: zhModes,
  units: zhUnits,
  originals: zhOriginals,
  viewing: zhViewing,
  people: {
    title: '人员',
    create: '新建人员',
    account: '账号',
    name: '姓名',
    role: '角色',
    certificate: '执法证',
    certificateNumber: '执法证号',
    certificateUntil: '有效期至',
    active: '状态',
    isActive: '正常',
    isInactive: '已停用',
    activate: '启用',
    deactivate: '停用',
    deactivateAsk: '停用 {{name}}？其登录会立即失效，记录保留。',
    password: '初始密码',
    newPassword: '新密码（不改请留空）',
    passwordHint: '至少 12 位，含大写、小写、数字、符号中的三类',
    oneTimeHint: '一次性密码，72 小时内有效；本人首次登录时必须改掉。至少 12 位，不要用常见词',
    accountHint: '3–32 位：小写字母、数字、. _ -，以字母开头',
    nameHint: '1–40 个字',
    created: '已新建 {{name}}',
    changed: '已保存',
    createdAt: '建立时间',
    edit: '编辑人员',
    you: '（您）',
    empty: '还没有人员',
    asked: '{{name}}：已提交申请，须安全管理员在 72 小时内批准后生效',
    requests: '待批准的申请',
    requestsHint:
      '新建值守员以外的人员，变更他们的执法证、密码或登录方式，恢复其任职，须由安全管理员（申请人和当事人除外）批准；72 小时未批准即作废。还没有安全管理员时，由另一名系统管理员批准。',
    requestWhat: '事项',
    requestNew: '新建',
    requestChange: '变更',
    requestPassword: '密码',
    requestPasswordNew: '设置一次性密码',
    requestPasswordKept: '不变',
    requestBy: '申请人',
    requestUntil: '有效期至',
    requestApproved: '已批准',
    requestRefused: '已驳回',
    approve: '批准',
    approveAsk: '批准对 {{name}} 的申请？请先当面核实本人和执法证。',
    refuse: '驳回',
    withdraw: '撤回',
  },
  audit: zhTrail,
}
