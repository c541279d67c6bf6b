import type { FindingStage } from '@sightline/detectors/finding'
import type { OriginalsReplay } from './replay-dossier.ts'
import type { Replay } from './replay.ts'
import { tolerance } from './compare-sights.ts'
import type { StageLook } from './originals.ts'

const verdicts = {
  same: '一致 same',
  alike: '一致（容差内） same within tolerance',
  different: '不一致 different',
} as const
const time = (at: number): string => new Date(at).toISOString()

/** What came of the trace, in lines for a person. */
export function toTraceReport({ isSame, claimed, found, events }: Replay): readonly string[] {
  return [
    `${verdicts[isSame ? 'same' : 'different']}: ${claimed.findingId} ${claimed.stage}`,
    ...events.map((event) => `  ${event.stage} ${time(event.at)}`),
    ...(isSame ? [] : [`  claimed ${JSON.stringify(claimed)}`, `  found   ${JSON.stringify(found)}`]),
  ]
}

/** What came of the originals: what they show and what not, stage by stage. */
export function toOriginalsReport(second: OriginalsReplay): readonly string[] {
  const { verdict, judged, stages, uncovered, trace, network, others } = second
  const total = trace.frames.length
  return [
    `${verdicts[verdict]}: 由原始视频 from the originals, ${network}`,
    ...(others.length > 0
      ? [
          `  未重看的网络 networks that did not look again: ${others.join(', ')}；其所见取自轨迹 taken from the trace`,
        ]
      : []),
    ...stages.flatMap((stage) => toStageLines(stage, judged)),
    `  原始视频覆盖 covered ${total - uncovered} / ${total} 帧 frames；其余 ${uncovered} 帧仅凭轨迹 the rest rest on the trace alone`,
    `  容差 tolerance: IoU >= ${tolerance.overlap}, score +-${tolerance.score}`,
    ...(verdict === 'different'
      ? [`  claimed ${JSON.stringify(judged.claimed)}`, `  found   ${JSON.stringify(judged.found)}`]
      : []),
  ]
}

function toStageLines(
  { stage, fromAt, toAt, frames, missing, differsAt }: StageLook,
  judged: Replay,
): string[] {
  return [
    `  ${stage} ${time(fromAt)} .. ${time(toAt)}: ${frames.same} 同 same, ${frames.alike} 容差内 alike, ${frames.different} 异 different, ${missing} 缺 missing`,
    ...(differsAt === null ? [] : [`    首个相异 first different ${time(differsAt)}`]),
    `    ${sayStage(stage, judged)}`,
  ]
}

/** When the stage came, where the manifest says when it must have. */
function sayStage(stage: FindingStage, { claimed, events }: Replay): string {
  const found = events.find((event) => event.stage === stage)
  const at = stage === claimed.stage ? claimed.at : stage === 'opened' ? claimed.openedAt : null
  if (!found) return `${verdicts.different}: 未出现 no such event`
  return at === null || at === found.at
    ? `${verdicts.same} ${time(found.at)}`
    : `${verdicts.different} ${time(found.at)}, claimed ${time(at)}`
}
