import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import type { ProofCode, ProofFailure } from '@sightline/detectors/proof/claim'
import { proveClaim } from '../findings/prove.ts'

/**
 * What the trace of a dossier says against its claim, asked without the tracker and the stays that
 * made it; empty: nothing. Null: it is of a camera's own fault, which rests on no look at anything.
 */
export function proveDossier(
  manifest: Omit<Manifest, 'chain'>,
  trace: Trace,
): readonly ProofFailure[] | null {
  const { finding, stage, kind, rule, zone } = manifest
  const { class: seen, box, place, dwell, flags } = finding
  if (seen === null || box === null) return null
  return proveClaim(
    { stage, class: seen, box, place, dwell, flags },
    { kind, params: rule.params, zone },
    trace.frames,
  )
}

const said: Record<ProofCode, string> = {
  not_seen: '所称目标不在模型的检测结果中 what is called its own look is in no detection',
  off_place: '不在停留处 looks that stand elsewhere',
  too_fast: '移动速度不可能 it would have had to move impossibly fast',
  swapped: '另一目标更吻合 another detection goes on where it was',
  looks_differ: '外观属于另一人 it looks like another',
  unknown_after_gap: '离开视线后无法认定同一人 out of sight, and nothing says that it is the same',
  gap: '离开视线超过规则允许的时间 out of sight for longer than the rule allows',
  too_few_looks: '观察次数不足 too few looks',
  too_sparse: '见到的比例过低 seen in too small a share of the looks',
  too_short: '已证明的时间短于规则要求 the proven time is shorter than the rule asks',
  outside_zone: '不在区域内 outside the zone',
  outside_hours: '不在时段内 outside the hours',
  claims_more: '所述多于观察记录 it claims more than its looks show',
}

/** The same in lines for a person. */
export const toProofReport = (failures: readonly ProofFailure[] | null): readonly string[] => [
  failures === null
    ? '无须证明 nothing to prove: 摄像机自身状态 about the camera itself'
    : `${failures.length === 0 ? '证明成立 proven' : '证明不成立 not proven'}: 由轨迹独立核对 checked from the trace alone`,
  ...(failures ?? []).map(({ code, at }) => `  ${code}: ${said[code]} (${at.length}, ${toTime(at)})`),
]

const toTime = ([first = 0]: readonly number[]): string => new Date(first).toISOString()
