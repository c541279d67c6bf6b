import type { Luma } from '@sightline/infra/platform/pixels/luma'

export interface LumaSource {
  /** rgb24. */
  readonly picture: Uint8Array
  readonly widthPx: number
  /** Where the camera's picture lies inside the letterbox, px; its bars say nothing of the scene. */
  readonly content: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  /** Pixels per side that become one. */
  readonly step: number
}

/** The step that the gate's thresholds are made for, with a model input about 640 px wide: 160 px say enough. */
export const gateLumaStep = 4

/** The grey of every `step`-th pixel (BT.601 weights in 1/256). */
export function toLuma({ picture, widthPx, content, step }: LumaSource): Luma {
  const width = Math.floor(content.width / step)
  const height = Math.floor(content.height / step)
  const data = new Uint8Array(width * height)
  for (let y = 0, to = 0; y < height; y++) {
    let from = ((content.top + y * step) * widthPx + content.left) * 3
    for (let x = 0; x < width; x++, to++, from += step * 3) {
      const r = picture[from] ?? 0
      const g = picture[from + 1] ?? 0
      const b = picture[from + 2] ?? 0
      data[to] = (77 * r + 150 * g + 29 * b) >> 8
    }
  }
  return { data, width, height }
}
