import { accusesNobody, lawOf } from '../../law/kinds.ts'
import { partOf, type Manifest } from '../../contract/dossier.ts'
import { invalid } from './invalid.ts'
import { type ClueReason, hintOf, judgeStanding } from '../../law/standing.ts'

/** No camera of ours saw anything before: an earlier time is a clock that was never set. */
const earliest = Date.UTC(2020, 0, 1)
/** By so much a worker's clock may be ahead of ours, ms. */
const aheadMs = 5 * 60_000

/** What the manifest's own facts say of its standing; what only its worker can know of is believed when it speaks against it. */
function judgeClaims({ kind, link, source, clock, rule, network, finding, exhibits, clueReasons }: Manifest) {
  return judgeStanding({
    profile: lawOf(kind).profile,
    approval: source.approval.state,
    clock,
    video: source.video,
    hasGap: clueReasons.includes('gap_in_segment'),
    isRuleClueOnly: rule.params['clueOnly'] === true,
    isBoundaryDoubtful: finding.flags?.includes('boundary_doubtful') ?? false,
    isIdentityDoubtful: finding.flags?.includes('identity_doubtful') ?? false,
    doPlatesDiffer: clueReasons.includes('plate_differs'),
    isOfCamera: accusesNobody(kind),
    hint: hintOf(network),
    hasVideo: link?.part === 'first' || exhibits.some(({ role }) => role === 'segment'),
  })
}

/** Reasons that follow from the manifest and that it does not name. */
export const unnamedReasons = (manifest: Manifest): readonly ClueReason[] =>
  judgeClaims(manifest).clueReasons.filter((reason) => !manifest.clueReasons.includes(reason))

/** Evidence against which something speaks, and a clue against which nothing does, contradict themselves. */
export function refuseFalseStanding(manifest: Manifest): void {
  const { standing, exhibits } = manifest
  const clueReasons = [...new Set([...manifest.clueReasons, ...unnamedReasons(manifest)])]
  const isEvidence = standing === 'evidence'
  const isFalse = isEvidence ? clueReasons.length > 0 : manifest.clueReasons.length === 0
  if (isFalse) throw invalid('standing_contradicts', { standing, clueReasons })
  const mustShow = isEvidence && partOf(manifest) !== 'first'
  if (mustShow && !exhibits.some(({ role }) => role === 'still')) throw invalid('picture_missing')
}

/** A camera whose clock is used is at most this much ahead of its worker: so much later than the sealing its times may be. */
export function refuseFalseTimes({ kind, finding, sealedAt, exhibits }: Manifest, receivedAt: number): void {
  const latest = sealedAt + lawOf(kind).profile.clockMs
  const isInOrder = earliest <= finding.openedAt && finding.openedAt <= finding.at && finding.at <= latest
  const isShown = exhibits.every(({ at }) => earliest <= at && at <= latest)
  if (isInOrder && isShown && sealedAt <= receivedAt + aheadMs) return
  throw invalid('times_contradict', {
    openedAt: finding.openedAt,
    at: finding.at,
    sealedAt,
    receivedAt,
  })
}
