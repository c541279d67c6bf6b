import type { PermitKind } from '../../law/permits.ts'
import type { SiteNote } from '../../law/on-site-record.ts'
import type { SpeakerKind } from '../../law/speakers.ts'
import type { StepKind } from '../../law/steps.ts'
import type { toReview } from '../alerts/store.ts'
import type { StepView } from '../steps/store.ts'

type ReviewView = ReturnType<typeof toReview>

/** What a cell and a moment look like on the sheet. */
export interface SheetStyle {
  readonly escaped: (text: string) => string
  readonly timeOf: (at: number | null) => string
}

const permitNames: Record<PermitKind, string> = {
  road_occupation: '临时占道许可 Road occupation',
  loading: '装卸许可 Loading',
  night_market: '夜市摊位登记 Night-market stall',
  event: '活动许可 Event',
}
const answerNames = { has: '有许可 Has a permit', none: '无许可 No permit', unknown: '未查明 Not found out' }
const coverNames = { whole: '覆盖全程 all of the stay', part: '覆盖部分时段 a part of it' }
const laterNames = {
  withdrawn: '事后撤回 withdrawn since',
  changed: '事后变更 changed since',
  registered: '事后登记 registered since',
}
const stepNames: Record<StepKind, string> = {
  voice_warning: '语音喊话 Voice warning',
  advice: '劝导 Advice',
  reminder: '提醒 Reminder',
  dispatch: '派单核查 Dispatch',
  push: '推送商户 Push',
  rectification: '商户整改 Rectification',
  order: '责令改正 Order to correct',
  recheck: '复查 Re-check',
  inspection: '现场检查 On-site inspection',
  remote_check: '远程核查 Remote check',
}

type Listed = NonNullable<ReviewView['permit']>['listed'][number]
const listedText = ({ kind, number, version, cover, later, isForPlate }: Listed): string =>
  [
    `${permitNames[kind]} ${number} (v${version})`,
    coverNames[cover],
    ...(later === null ? [] : [laterNames[later]]),
    ...(isForPlate ? ['号牌相符 for this plate'] : []),
  ].join(', ')

/** What each officer found out about permits, with those that were in the register for that place and time. */
export function permitRows(reviews: readonly ReviewView[], { escaped, timeOf }: SheetStyle): string[] {
  return reviews.flatMap(({ officer, at, permit }) => {
    if (!permit) return []
    const listed =
      permit.listed.length === 0 ? '登记中没有 none registered' : permit.listed.map(listedText).join('；')
    const cells = [timeOf(at), officer.name, answerNames[permit.answer], permit.reason || '—', listed]
    return [`<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`]
  })
}

/** By which provision an officer confirmed although no order went unheeded (R48). */
export const waiverRows = (reviews: readonly ReviewView[], { escaped, timeOf }: SheetStyle): string[] =>
  reviews.flatMap(({ officer, at, rectifyWaiver }) => {
    if (rectifyWaiver === null) return []
    const cells = [timeOf(at), officer.name, rectifyWaiver]
    return [`<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`]
  })

function outcome(step: StepView, style: SheetStyle): string {
  const { timeOf } = style
  const parts = [
    step.origin === 'own' ? null : `同一事项另一预警 of alert ${step.alertId}`,
    step.documentNumber,
    step.dueAt === null ? null : `期限 due ${timeOf(step.dueAt)}`,
    step.spoken && spokenText(step.spoken),
    step.complied === null ? null : step.complied ? '已改正 complied' : '未改正 not complied',
    ...onSiteText(step, style),
    step.undone && `已撤回 taken back ${timeOf(step.undone.at)}: ${step.undone.reason}`,
  ]
  return parts.filter((part) => part !== null && part !== '').join('；') || '—'
}

const speakerNames: Record<SpeakerKind, string> = {
  onvif: '摄像机喇叭 camera loudspeaker',
  http: '网络音柱 network loudspeaker',
  phone: '电话网关 telephone',
  text_message: '短信 text message',
  merchant_push: '商户端推送 merchant push',
  drone: '无人机喊话 drone loudspeaker',
}

/** By what it was said, and whether word for word. */
const spokenText = ({ speaker, phraseVersion, reason }: NonNullable<StepView['spoken']>): string =>
  [
    speakerNames[speaker],
    phraseVersion === null ? '自由用语 free words' : `标准用语 standard phrase v${phraseVersion}`,
    ...(reason === '' ? [] : [`理由 reason: ${reason}`]),
    '已送达 delivered',
  ].join('，')

const noteNames: Record<SiteNote, string> = {
  no_time: '文件未载明拍摄时间 no time told',
  time_differs: '文件所载时间与处置时间相差较大 time differs from the step',
  before_opening: '文件所载时间早于发现时间 before the finding opened',
  after_arrival: '文件所载时间晚于收到时间 after it arrived',
  far_from_source: '文件所载位置远离监控点位 far from the source',
}

/** What was brought from the place, and who was there. */
function onSiteText({ site }: StepView, { timeOf }: SheetStyle): string[] {
  if (!site) return []
  const { secondOfficer, personsPresent, position, isFarFromSource, noPictureReason, files } = site
  const far = isFarFromSource ? '（远离监控点位 far from the source）' : ''
  return [
    secondOfficer
      ? `在场执法人员 second officer: ${secondOfficer.name} ${secondOfficer.certificate ?? ''}`
      : '',
    personsPresent === '' ? '' : `在场人员 present: ${personsPresent}`,
    position ? `位置 position: ${position.lat.toFixed(6)}, ${position.lon.toFixed(6)}${far}` : '',
    noPictureReason === '' ? '' : `未能拍摄 no picture: ${noPictureReason}`,
    ...files.map(({ id, sha256, arrivedAt, notes }) =>
      [`on-site/${id} SHA-256 ${sha256}, ${timeOf(arrivedAt)}`, ...notes.map((one) => noteNames[one])].join(
        '，',
      ),
    ),
  ]
}

/** What was done short of the case, step by step; what was taken back is there too, and says so. */
export const stepRows = (steps: readonly StepView[], style: SheetStyle): string[] =>
  steps.map((step) => {
    const by = step.doneBy === step.recordedBy.name ? step.doneBy : `${step.doneBy} (${step.recordedBy.name})`
    const cells = [style.timeOf(step.at), stepNames[step.kind], by, step.text || '—', outcome(step, style)]
    return `<tr>${cells.map((cell) => `<td>${style.escaped(cell)}</td>`).join('')}</tr>`
  })
