import { turnBox, turnSize, type Turn } from '@sightline/detectors/geometry/turn'
import { turnFilter } from '../raster/turn-filter.ts'
import type { Dataset, DatasetImage, DatasetTruth } from './coco-dataset.ts'
import type { PixelBox } from './match.ts'

/** What night, weather, a bad lens, a bad stream or a crooked mount make of a picture. */
interface Transform {
  readonly zh: string
  readonly en: string
  /** ffmpeg filters, at the picture's own size. */
  readonly filter: string | null
  /** The picture goes through the coarsest JPEG that ffmpeg writes. */
  readonly isCoarse?: true
  readonly turn?: Turn
  /** All of it so many times smaller, in a grey frame of its own size: as from further away. */
  readonly shrink?: number
}

const times = (factor: number): string => `lutrgb=r=val*${factor}:g=val*${factor}:b=val*${factor}`
const far = (shrink: number) => ({
  filter: `scale=iw/${shrink}:ih/${shrink}:flags=area,pad=iw*${shrink}:ih*${shrink}:0:0:color=0x727272`,
  shrink,
})
/** Of a sensor in the dark: the same in every run. */
const noisy = (strength: number): string => `noise=alls=${strength}:all_seed=20261129`

export const transforms = {
  none: { zh: '原图', en: 'as it is', filter: null },
  dim: { zh: '亮度 ×0.3', en: 'brightness x.3', filter: `format=rgb24,${times(0.3)}` },
  dark: { zh: '亮度 ×0.15', en: 'brightness x.15', filter: `format=rgb24,${times(0.15)}` },
  night: {
    zh: '亮度 ×0.15 加噪声',
    en: 'brightness x.15 and noise',
    filter: `format=rgb24,${times(0.15)},${noisy(20)}`,
  },
  noise: { zh: '噪声', en: 'noise', filter: `format=rgb24,${noisy(40)}` },
  grey: { zh: '灰度', en: 'grey', filter: 'format=gray,format=rgb24' },
  blur: { zh: '散焦（σ 3 像素）', en: 'blur, sigma 3 px', filter: 'gblur=sigma=3' },
  'blur-strong': { zh: '散焦（σ 6 像素）', en: 'blur, sigma 6 px', filter: 'gblur=sigma=6' },
  jpeg: { zh: '最粗 JPEG（q 31）', en: 'coarsest JPEG (q 31)', filter: null, isCoarse: true },
  'turn-90': { zh: '旋转 90°', en: 'turned by 90', filter: null, turn: 90 },
  'turn-180': { zh: '旋转 180°', en: 'turned by 180', filter: null, turn: 180 },
  'turn-270': { zh: '旋转 270°', en: 'turned by 270', filter: null, turn: 270 },
  'far-2': { zh: '远一倍', en: 'twice as far', ...far(2) },
  'far-3': { zh: '远两倍', en: 'three times as far', ...far(3) },
  'far-5': { zh: '远四倍', en: 'five times as far', ...far(5) },
  'small-320': { zh: '缩到 320 像素宽', en: '320 px wide', filter: 'scale=320:-2:flags=area' },
  'small-160': { zh: '缩到 160 像素宽', en: '160 px wide', filter: 'scale=160:-2:flags=area' },
} as const satisfies Record<string, Transform>
export type TransformName = keyof typeof transforms
export const transformNames = Object.keys(transforms) as readonly TransformName[]

/** How a picture is read so; filters before the model's own letterbox. */
export function filtersOf(name: TransformName): readonly string[] {
  const { filter, turn = 0 }: Transform = transforms[name]
  return [filter, turnFilter(turn)].flatMap((one) => one ?? [])
}

export const isCoarse = (name: TransformName): boolean => {
  const transform: Transform = transforms[name]
  return transform.isCoarse === true
}

/**
 * The data set as it is seen then: sizes and boxes turn with the pictures, and shrink with what is further away. Of a
 * picture with fewer pixels nothing changes.
 */
export function transformed(dataset: Dataset, name: TransformName): Dataset {
  const { images, truths } = dataset
  const { turn = 0, shrink = 1 }: Transform = transforms[name]
  const byId = new Map(images.map((image) => [image.id, image]))
  return {
    ...dataset,
    images: images.map((image) => turnSize(image, turn)),
    truths: truths.map((truth) => shrunk(turnTruth(truth, byId.get(truth.image), turn), shrink)),
  }
}

function shrunk(truth: DatasetTruth, by: number): DatasetTruth {
  const [x, y, width, height] = truth.box
  return { ...truth, box: [x / by, y / by, width / by, height / by], area: truth.area / by ** 2 }
}

function turnTruth(truth: DatasetTruth, image: DatasetImage | undefined, turn: Turn): DatasetTruth {
  if (!image || turn === 0) return truth
  const [x, y, width, height] = truth.box
  const [across, down] = [image.width, image.height]
  const shares = { left: x / across, top: y / down, right: (x + width) / across, bottom: (y + height) / down }
  const { left, top, right, bottom } = turnBox(shares, turn)
  const size = turnSize(image, turn)
  const box: PixelBox = [
    left * size.width,
    top * size.height,
    (right - left) * size.width,
    (bottom - top) * size.height,
  ]
  return { ...truth, box }
}
