import { generator } from './random.ts'
import type { Actor, Scene, View, Weather } from './scene.ts'
import type { SpriteStyle } from './sprites/sprites.ts'

/** The days there are: clear, dusk, night, rain, wind, and one on which the line is narrow. */
export const weathers = {
  clear: { light: 1, rain: 0, sway: 0 },
  dusk: { light: 0.55, rain: 0, sway: 0 },
  night: { light: 0.28, rain: 0, sway: 0 },
  rain: { light: 0.75, rain: 320, sway: 0 },
  wind: { light: 1, rain: 0, sway: 6 },
  smeared: { light: 1, rain: 0, sway: 0, smear: 1 },
} as const satisfies Readonly<Record<string, Weather>>

const paints = ['#d5d9dd', '#f0f1f2', '#2c3137', '#8e2a24', '#27476b', '#6b6f73', '#b9a98a', '#1f4a38']
const clothes = ['#a33b3b', '#39538a', '#3d6b46', '#7a4a86', '#8a6a2f', '#4a4f57', '#b0b4b8', '#20242c']
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const signs = `${letters}0123456789`

interface Chance {
  readonly pick: <T>(from: readonly T[]) => T
  readonly share: () => number
}

function chanceOf(seed: number): Chance {
  const share = generator(seed)
  return {
    share,
    pick: (from) => {
      const found = from[Math.floor(share() * from.length)]
      if (found === undefined) throw new Error('nothing to choose from')
      return found
    },
  }
}

const plateText = ({ pick }: Chance): string =>
  `渝${pick([...letters])}·${Array.from({ length: 5 }, () => pick([...signs])).join('')}`

/** Other paint, another plate, other clothes. What a rule reads of a look (hat, apron) stays, and so do a kitchen's colours. */
function otherLook({ class: type, look }: Actor, chance: Chance): SpriteStyle | undefined {
  if (type === 'car' || type === 'truck')
    return {
      ...look,
      colour: chance.pick(paints),
      ...(look?.text === undefined ? {} : { text: plateText(chance) }),
    }
  if (type !== 'person' || look?.apron) return look
  return { ...look, colour: chance.pick(clothes), second: chance.pick(clothes) }
}

/** Up to a tenth closer, anywhere along what it showed; the foreground, where feet are, stays in the picture. */
function otherView(view: View, { share }: Chance): View {
  const width = view.width * (0.9 + 0.1 * share())
  const room = view.width - width
  return { left: view.left + room * share(), top: view.top + room, width }
}

/** The same happenings on another day, from a camera mounted a little elsewhere, with other cars and people. Pure. */
export function vary(scene: Scene, seed: number): Scene {
  const chance = chanceOf(seed)
  const looks = new Map<string, SpriteStyle | undefined>()
  const lookOf = (actor: Actor): SpriteStyle | undefined => {
    const id = actor.as ?? actor.id
    if (!looks.has(id)) looks.set(id, otherLook(actor, chance))
    return looks.get(id)
  }
  return {
    ...scene,
    id: `${scene.id}-${seed}`,
    weather: chance.pick(Object.values(weathers)),
    cameras: scene.cameras.map((camera) => ({
      ...camera,
      id: `${camera.id}-${seed}`,
      view: otherView(camera.view, chance),
    })),
    actors: scene.actors.map((actor) => {
      const look = lookOf(actor)
      return look ? { ...actor, look } : actor
    }),
  }
}
