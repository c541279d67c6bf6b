import { noise } from '@sightline/detectors/test/drawn-scene'
import type { Raster } from '@sightline/models/raster/raster'

/** A tongue of flame in shares of the fire's picture: the middle of its foot, half its width there, its mean height. */
export interface Tongue {
  readonly centre: number
  readonly half: number
  readonly height: number
}

/** How high a tongue stands now, of its mean height, and how far its tip leans, of half its width. */
export interface Tip {
  readonly rise: number
  readonly lean: number
}

/** Of the mean height: an eighth to a third, about half of what is measured of buoyant diffusion flames. */
const amplitude = (share: number): number => 0.13 + 0.2 * share

/**
 * A model, no measurement: each tongue of a fire of so many metres across puffs at 1.5 / sqrt(D) Hz (Cetegen and Ahmed,
 * Combustion and Flame 1993), every puff by up to a fifth longer or shorter and of another strength. Asked in order of time.
 */
export function puffing(metres: number, tongues: number, seed: number): (seconds: number) => readonly Tip[] {
  const next = noise(seed)
  const mean = Math.sqrt(metres) / 1.5
  const puff = (from: number) => {
    const [lasts, strength, lean] = [mean * (0.8 + 0.4 * next()), amplitude(next()), 1.2 * (next() - 0.5)]
    return { from, to: from + lasts, strength, lean }
  }
  const now = Array.from({ length: tongues }, () => puff(-mean * next()))
  return (seconds) =>
    now.map((_, i) => {
      while ((now[i]?.to ?? Infinity) <= seconds) now[i] = puff(now[i]?.to ?? 0)
      const { from, to, strength, lean } = now[i] ?? puff(seconds)
      const share = (seconds - from) / (to - from)
      return {
        rise: 1 + strength * Math.sin(2 * Math.PI * share),
        lean: lean * Math.sin(Math.PI * share),
      }
    })
}

/** How much of what lies at a place of the fire's picture, in shares of it, is in a tongue, 0..1. */
function insideOf(
  { centre, half, height }: Tongue,
  { rise, lean }: Tip,
  at: { x: number; y: number },
): number {
  const up = at.y / (height * rise)
  if (up >= 1) return 0
  const off = Math.abs(at.x - centre - lean * up * half) / (half * (1 - up) ** 0.55)
  return off >= 1 ? 0 : Math.min(1, (1 - off) * 4, (1 - up) * 6)
}

const straight: Tip = { rise: 1, lean: 0 }
const none: Tongue = { centre: 0, half: 0, height: 0 }

interface Burning {
  /** Where the left bottom corner of the fire's picture is, px. */
  readonly at: readonly [number, number]
  readonly tongues: readonly Tongue[]
  readonly tips: readonly Tip[]
  /** How far what glows has risen, px. */
  readonly risen: number
}

/** A picture in which a photograph's flames burn as such tongues. */
export function burns(ground: Raster, fire: Raster, now: Burning): Raster {
  const { tongues, tips } = now
  const [x, y] = now.at
  const picture = { ...ground, data: Uint8Array.from(ground.data) }
  for (let row = 0; row < fire.height; row++)
    for (let column = 0; column < fire.width; column++) {
      const at = { x: column / fire.width, y: (fire.height - row) / fire.height }
      let inside = 0
      for (let i = 0; i < tongues.length; i++)
        inside = Math.max(inside, insideOf(tongues[i] ?? none, tips[i] ?? straight, at))
      if (inside <= 0) continue
      const from = (mirrored(row + Math.round(now.risen), fire.height) * fire.width + column) * 3
      const to = ((y - fire.height + row) * ground.width + x + column) * 3
      const share = inside * Math.min(1, Math.max(0, ((fire.data[from] ?? 0) - 50) / 70))
      for (let c = 0; c < 3; c++)
        picture.data[to + c] = (ground.data[to + c] ?? 0) * (1 - share) + (fire.data[from + c] ?? 0) * share
    }
  return picture
}

/** A row of a picture that goes on mirrored. */
function mirrored(row: number, height: number): number {
  const at = row % (2 * height)
  return at < height ? at : 2 * height - 1 - at
}
