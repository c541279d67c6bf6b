import type { Detection, ObjectClass } from '../../detection.ts'
import type { BoundRule, DropReason, StayKind, Zone } from '../../finding.ts'
import { parseScene, step, type SceneState } from '../../scene.ts'
import {
  configOf,
  film,
  noise,
  pavement,
  play,
  type Cadence,
  type Run,
  type Story,
} from '../../test/drawn-scene.ts'

/** A rule of any kind on the usual zone: 0.2..0.8 across, 0.5..0.9 down. */
export const ruleOf = (
  kind: StayKind,
  params: BoundRule['params'] = {},
  zone: Partial<Zone> = {},
): BoundRule => ({ id: 'rule-1', version: 1, kind, params, zone: { ...pavement, ...zone } })

interface Look {
  readonly size?: readonly [number, number]
  readonly score?: number
  readonly stir?: number
}

/** A thing that stands with its foot at (x, y); a person's size where none is said. */
export const thing = (type: ObjectClass, [x, y]: readonly [number, number], look: Look = {}): Detection => {
  const [width, height] = look.size ?? [0.04, 0.16]
  const box = { left: x - width / 2, right: x + width / 2, top: y - height, bottom: y }
  const { score = 0.8, stir } = look
  return { class: type, score, box, ...(stir !== undefined && { stir }) }
}

/** What a model makes of a story: boxes whose sides tremble by this share of the thing's size. */
export function trembling(story: Story, amount: number, seed = 7): Story {
  const next = noise(seed)
  return (s) =>
    story(s).map(({ box, ...rest }) => {
      const off = (size: number): number => (next() * 2 - 1) * amount * size
      const [width, height] = [box.right - box.left, box.bottom - box.top]
      const { left, top, right, bottom } = box
      return {
        ...rest,
        box: {
          left: left + off(width),
          top: top + off(height),
          right: right + off(width),
          bottom: bottom + off(height),
        },
      }
    })
}

/** The fold over a story, its state saved and read back at every frame. */
export function watch(story: Story, cadence: Cadence, ...rules: readonly BoundRule[]): Run {
  const frames = film(story, cadence)
  const config = configOf(...rules)
  const run = play(frames, config)
  const reread = frames.reduce<SceneState | null>((state, frame) => {
    const before = state ?? play([], config).state
    return step(parseScene(JSON.parse(JSON.stringify(before))), frame, config).state
  }, null)
  if (JSON.stringify(reread) !== JSON.stringify(run.state)) throw new Error('a saved state went another way')
  return run
}

/** The reasons of the last frame's drops, each once. */
export const lastDrops = ({ steps }: Run): readonly DropReason[] => [
  ...new Set((steps.at(-1)?.drops ?? []).map(({ reason }) => reason)),
]
