import { sitting } from './person.ts'
import type { Sprite } from './sprite.ts'

const count = 10
/** So far back and forth, as shares of a turn of breath. */
const wave = (phase: number, shift = 0): number => Math.sin(((phase + shift) / count) * 2 * Math.PI)

/**
 * A person who sits and watches a float, hardly moving: breathes in and out within four seconds (the chest a hundredth of the
 * body's height), sways by half a degree, and turns the head a little. Smaller than what people do who are not asked to sit
 * still.
 */
export const fishing: Sprite = {
  ...sitting,
  poses: { count, seconds: 0.4 },
  draw: (look, phase) => {
    const drawn = sitting.draw(look, phase % 5 < 2 ? 0 : 1)
    const rise = 1 + 0.006 * wave(phase)
    return `<g transform="translate(61,312) rotate(${(0.5 * wave(phase, 2)).toFixed(2)}) scale(1,${rise.toFixed(4)}) translate(-61,-312)">${drawn}</g>`
  },
}
