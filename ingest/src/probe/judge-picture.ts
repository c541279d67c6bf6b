import sharp from 'sharp'
import type { ProbeResult } from '@sightline/api/contract/sources'
import type { Detection } from '@sightline/detectors/detection'
import { looksSteep, suggestTurn } from '@sightline/detectors/envelope/first-picture'
import { isBlurred, isDark } from '@sightline/detectors/envelope/picture-state'
import { turns, type Turn } from '@sightline/detectors/geometry/turn'
import { toInput } from '@sightline/models/raster/to-input'
import type { ModelSet } from '../perceive/infer/model-set.ts'
import { measureQuality } from '../perceive/gate/picture-quality.ts'

type Looker = Pick<ModelSet, 'input' | 'leastPx'> & {
  readonly detector: Pick<ModelSet['detector'], 'submit'>
}

/**
 * What can be said of a view by its first picture, before anybody relies on it: whether it should be turned, and for what it
 * is not fit. Null where the model is too busy to look.
 */
export async function judgePicture(
  model: Looker,
  jpeg: Buffer,
): Promise<NonNullable<ProbeResult['view']> | null> {
  const looks: (Look | null)[] = []
  for (const turn of turns) looks.push(await look(model, jpeg, turn))
  const [first, right, over, left] = looks
  if (!first || !right || !over || !left) return null
  const seen = { 0: first.seen, 90: right.seen, 180: over.seen, 270: left.seen }
  const turn = suggestTurn(seen, first.aspect)
  return {
    turn,
    unfit: [
      ...(isDark(first.quality) ? (['too_dark'] as const) : []),
      ...(isBlurred(first.quality) ? (['blurred'] as const) : []),
      ...(model.leastPx && looksSteep(seen[turn]) ? (['steep'] as const) : []),
    ],
  }
}

interface Look {
  readonly seen: readonly Detection[]
  readonly aspect: number
  readonly quality: ReturnType<typeof measureQuality>
}

async function look({ detector, input }: Looker, jpeg: Buffer, turn: Turn): Promise<Look | null> {
  const { data, info } = await sharp(jpeg)
    .rotate(turn)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const size = { width: info.width, height: info.height }
  const { frame, placed } = toInput({ data, ...size }, input)
  const seen = await detector.submit(`probe/${turn}`, Buffer.from(frame), size)
  if (seen.kind === 'dropped') return null
  const quality = measureQuality({ picture: frame, widthPx: input.width, content: placed })
  return { seen: seen.detections, aspect: size.width / size.height, quality }
}
