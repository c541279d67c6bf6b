import { generator } from '../random.ts'
import type { Planes } from './planes.ts'

const even = (value: number): number => 2 * Math.round(value / 2)

/** Less light: darker, and poorer in colour, as a sensor sees it. In place. */
export function dim({ y, u, v }: Planes, light: number): void {
  for (let i = 0; i < y.length; i++) y[i] = 16 + Math.max(0, (y[i] ?? 16) - 16) * light
  for (const chroma of [u, v])
    for (let i = 0; i < chroma.length; i++)
      chroma[i] = 128.5 + ((chroma[i] ?? 128) - 128) * (0.35 + 0.65 * light)
}

/** Streaks of rain over a frame, others for every `index`. In place. */
export function rainOver({ y, width, height }: Planes, streaks: number, index: number): void {
  const random = generator(index + 1)
  for (let n = 0; n < streaks; n++) {
    const [left, top, length] = [random() * width, random() * height, 24 + random() * 40]
    for (let k = 0; k < length && top + k < height; k++) {
      const at = Math.floor(top + k) * width + Math.min(width - 1, Math.floor(left + k * 0.15))
      y[at] = Math.min(225, (y[at] ?? 16) + 38)
    }
  }
}

/** The picture moved by whole samples; what comes in at an edge is what was there. */
export function moved(from: Planes, to: Planes, { x, y }: { x: number; y: number }): void {
  const move = (source: Uint8Array, target: Uint8Array, { stride, dx, dy }: Record<string, number>): void => {
    const [width, shiftX, shiftY] = [stride ?? 0, dx ?? 0, dy ?? 0]
    const rows = source.length / width
    for (let row = Math.max(0, shiftY); row < Math.min(rows, rows + shiftY); row++) {
      const [first, last] = [Math.max(0, -shiftX), Math.min(width, width - shiftX)]
      const base = (row - shiftY) * width
      target.set(source.subarray(base + first, base + last), row * width + Math.max(0, shiftX))
    }
  }
  const [dx, dy] = [even(x), even(y)]
  move(from.y, to.y, { stride: from.width, dx, dy })
  move(from.u, to.u, { stride: from.width / 2, dx: dx / 2, dy: dy / 2 })
  move(from.v, to.v, { stride: from.width / 2, dx: dx / 2, dy: dy / 2 })
}
