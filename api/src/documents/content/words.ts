import type { ViolationKind } from '@sightline/detectors/finding'
import { rules } from '@sightline/detectors/rules/table'
import type { ChainState } from '../../../contract/alerts.ts'
import type { Manifest, SealedExhibit } from '../../../contract/dossier.ts'
import type { SourceKind } from '../../generated/enums.ts'
import { accusesNobody } from '../../../law/kinds.ts'
import type { ApprovalState } from '../../../law/approval.ts'
import type { DocumentKind } from '../../../law/documents.ts'
import type { ClueReason } from '../../../law/standing.ts'
import type { EndReason } from '../../../law/statuses.ts'

/** What is printed is Chinese only. */
export const documentNames: Record<DocumentKind, string> = {
  extraction: '电子数据提取笔录',
  inspection: '现场检查（勘验）笔录',
  filing: '立案审批表',
  correction_order: '责令改正通知书',
  no_filing: '不予立案审批表',
  transfer: '案件移送函',
  catalogue: '证据目录',
}

/** Of the matter, which nobody has decided on yet; a camera's own fault is nobody's. */
export const causeOf = (kind: ViolationKind): string =>
  accusesNobody(kind) ? rules[kind].name.zh : `涉嫌${rules[kind].name.zh}`

export const sourceKindNames: Record<SourceKind, string> = {
  fixed: '固定摄像机',
  drone: '无人机',
  kitchen: '后厨摄像机',
}
export const approvalNames: Record<ApprovalState, string> = {
  draft: '未审核',
  technical_review: '技术审核中',
  legal_review: '法制审核中',
  reviewed: '审核通过，待公示',
  published: '已公示，尚未准予取证',
  in_use: '准予取证',
  suspended: '暂停取证',
  retired: '已退役',
}
export const roleNames: Record<SealedExhibit['role'], string> = {
  segment: '原始录像',
  still: '截图（由原始录像解码）',
  trace: '监测轨迹记录',
  overlay: '标注图（派生）',
}
export const stageNames: Record<Manifest['stage'], string> = {
  opened: '发现',
  confirmed: '达到取证标准',
  closed: '结束',
}
export const chainNames: Record<ChainState, string> = {
  sound: '与采集节点此前封存的证据包完整衔接',
  waiting: '采集节点此前封存的证据包尚未收到',
  broken: '与采集节点此前封存的证据包衔接不上',
}
export const clueReasonNames: Record<ClueReason, string> = {
  source_not_in_use: '设备未准予取证',
  source_on_trial: '设备处于试运行期',
  calibration_expired: '拍摄时检定（校准）证书已过期',
  source_drawn: '绘制的演示画面，不是任何真实地点',
  clock_offset: '设备时钟偏差超限',
  clock_unproven: '设备时钟未经校准',
  below_resolution: '画面分辨率低于 1280×720',
  gap_in_segment: '录像不连续',
  rule_is_clue_only: '该规则只产生线索',
  boundary_doubtful: '边界存疑，须现场核查',
  identity_doubtful: '身份存疑',
  plate_differs: '两个阶段或各画面的号牌不一致',
  camera_fault: '摄像机自身状态',
  no_video: '没有录像',
  judged_by_colour: '仅凭服装颜色判断',
  judged_by_gesture: '仅凭手势判断',
  picture_missing: '缺少应有的取证画面',
  interval_short: '两幅全景画面的间隔不足',
  target_small: '目标在画面中过小',
  picture_blurred: '画面模糊',
  plate_unread: '号牌未在足够的画面上一致识别',
  view_changed: '两幅全景画面的视角不一致或无法比对',
  sign_missing: '拍摄时没有点位标志、标线照片',
  sign_unfit: '点位标志、标线照片晚于拍摄或已过久',
  not_measured: '取证标准所需的数据未测量',
  key_waiting: '封存所用的密钥尚未经人员认可',
  key_revoked: '封存所用的密钥已被吊销',
}
/** Why officers found that it is no case. */
export const reasonNames: Record<EndReason, string> = {
  not_a_violation: '误检，目标非违法物',
  picture_unclear: '画面不清',
  plate_unreadable: '号牌无法识别或识别错误',
  outside_zone: '位置不在管控区',
  hours_permit: '时段允许',
  has_permit: '有许可或临时停放批准',
  special_vehicle: '特种车辆执行任务',
  stolen_or_cloned: '车辆被盗或套牌',
  emergency: '紧急避险',
  handled_on_site: '已现场处理',
  contradictory_signs: '交通信号、标志不一致',
  duplicate: '重复预警',
  device_or_clock_fault: '设备异常或时钟异常',
  below_standard: '未达取证标准',
  left_by_itself: '自行驶离或自行改正',
  test_picture: '测试画面',
  other: '其他',
  evidence_insufficient: '证据不足',
  time_barred: '超过追究时效',
  minor_corrected: '违法行为轻微并及时改正',
  first_violation: '首次违法且及时改正，不予处罚',
  party_unknown: '当事人无法确认',
  no_fault: '当事人无主观过错',
  other_authority: '不属本机关管辖',
  ordered_to_correct: '已责令改正',
}
