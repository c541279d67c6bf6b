import type { Luma } from '@sightline/infra/platform/pixels/luma'

/** The scene is drawn in 320x192 and seen at half of that, as `gateLumaStep` gives it of a 640x384 picture. */
const SCENE_WIDTH = 320
const SCENE_HEIGHT = 192
const SCALE = 2
const WIDTH = SCENE_WIDTH / SCALE
const HEIGHT = SCENE_HEIGHT / SCALE

/** A rectangle of one grey. */
export interface Patch {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly grey: number
}

export interface DrawnView {
  /** The camera turned so many pixels to the right. */
  readonly shift?: number
  readonly gain?: number
  readonly patches?: readonly Patch[]
  /** Seed of the sensor's noise, ±2; the same seed, the same picture. */
  readonly noise?: number
}

const inside = (x: number, y: number, { left, top, width, height }: Patch): boolean =>
  x >= left && x < left + width && y >= top && y < top + height

/** A street front: windows on a wall all over the picture, with things before it. */
export function drawView({ shift = 0, gain = 1, patches = [], noise = 0 }: DrawnView = {}): Luma {
  const data = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < SCENE_HEIGHT; y += SCALE)
    for (let x = 0; x < SCENE_WIDTH; x += SCALE) {
      const wall = (x + shift) % 40 < 22 && y % 32 < 18 ? 60 : 150
      const patch = patches.find((one) => inside(x, y, one))
      const grain = ((Math.imul(x * 7919 + y * 104_729 + noise * 15_485_863, 2_654_435_761) >>> 28) % 5) - 2
      data[(y / SCALE) * WIDTH + x / SCALE] = Math.max(0, Math.min(255, (patch?.grey ?? wall) * gain + grain))
    }
  return { data, width: WIDTH, height: HEIGHT }
}

export const drawFlat = (grey: number, noise = 0): Luma =>
  drawView({ patches: [{ left: 0, top: 0, width: SCENE_WIDTH, height: SCENE_HEIGHT, grey }], noise })
