import { sitting } from './person.ts'
import type { Sprite } from './sprite.ts'

const count = 10
/** So far back and forth, as shares of a turn of breath. */
const wave = (phase: number, shift = 0): number => Math.sin(((phase + shift) / count) * 2 * Math.PI)

/**
 * A person who sits and watches a float, hardly moving: breathes in and out within four seconds, sways by a fifth of a degree and
 * moves the hands once in that time. Within a second 3.7 % of the pixels change by more than 12 (coded as the simulator codes,
 * at 640 px): as little as the quietest of the people who stand in `one-by-one` (3.3, 8, 14 and 17 %), and nothing of a statue.
 */
export const fishing: Sprite = {
  ...sitting,
  poses: { count, seconds: 0.4 },
  draw: (look, phase) => {
    const drawn = sitting.draw(look, phase === 0 ? 1 : 0)
    const rise = 1 + 0.003 * wave(phase)
    return `<g transform="translate(61,312) rotate(${(0.2 * wave(phase, 2)).toFixed(2)}) scale(1,${rise.toFixed(4)}) translate(-61,-312)">${drawn}</g>`
  },
}
