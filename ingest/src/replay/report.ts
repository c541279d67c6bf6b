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
  const { verdict, judged, stages, uncovered, trace, modelSet } = second
  const total = trace.frames.length
  return [
    `${verdicts[verdict]}: 由原始视频 from the originals, ${modelSet.looked.join(', ')}`,
    ...toEyeLines(modelSet),
    ...stages.flatMap((stage) => toStageLines(stage, judged)),
    `  原始视频覆盖 covered ${total - uncovered} / ${total} 帧 frames；其余 ${uncovered} 帧仅凭轨迹 the rest rest on the trace alone`,
    ...(second.unfilled > 0
      ? [
          `  其中 ${second.unfilled} 帧之前的闪动不在视频内，火焰取自轨迹 in ${second.unfilled} of these flames are from the trace: what flickered before them is not shown`,
        ]
      : []),
    `  容差 tolerance: IoU >= ${tolerance.overlap}, score +-${tolerance.score}`,
    ...(verdict === 'different'
      ? [`  claimed ${JSON.stringify(judged.claimed)}`, `  found   ${JSON.stringify(judged.found)}`]
      : []),
  ]
}

/** What rests on the trace, because nobody looked again. */
function toEyeLines({ absent, inZone, knowing }: OriginalsReplay['modelSet']): readonly string[] {
  const lines: readonly (readonly [readonly string[], string])[] = [
    [
      absent,
      '未重看的模型，其所见取自轨迹，结论就此仅凭轨迹 did not look again: what they saw is from the trace, and so far the verdict rests on it',
    ],
    [
      inZone,
      '仅重看本区域，区域以外所见取自轨迹 looked again in this zone only: what they saw elsewhere is from the trace',
    ],
    [
      knowing,
      '未重新辨认人员，外观取自轨迹 did not tell people apart again: how they look is from the trace',
    ],
  ]
  return lines.flatMap(([names, said]) => (names.length > 0 ? [`  ${names.join(', ')}: ${said}`] : []))
}

function toStageLines(
  { stage, fromAt, toAt, frames, missing, unfilled, differsAt }: StageLook,
  judged: Replay,
): string[] {
  return [
    `  ${stage} ${time(fromAt)} .. ${time(toAt)}: ${frames.same} 同 same, ${frames.alike} 容差内 alike, ${frames.different} 异 different, ${missing} 缺 missing${unfilled > 0 ? `, ${unfilled} 未满 unfilled` : ''}`,
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
