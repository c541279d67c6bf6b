import type { Label, Labels, PixelBox } from './label.ts'
import type { Given } from './parse-labels.ts'

/** Tools round: a box that differs by less was not touched. */
const samePx = 1
/** So much of both boxes is shared by one object that was drawn anew. */
const sameObject = 0.5

/** What became of one label. `before` null: added; `after` null: removed. */
export interface Change {
  readonly picture: number
  readonly before: Label | null
  readonly after: Label | null
}
export interface Compared {
  /** The labels after it, of the pictures of the file. */
  readonly labels: Labels
  readonly kept: number
  readonly changes: readonly Change[]
}

export type ChangeKind = 'added' | 'removed' | 'moved' | 'renamed'
export function kindOf({ before, after }: Change): ChangeKind {
  if (!before) return 'added'
  if (!after) return 'removed'
  return before.class === after.class ? 'moved' : 'renamed'
}

const isSameBox = (a: PixelBox, b: PixelBox): boolean =>
  a.every((side, i) => Math.abs(side - (b[i] ?? 0)) <= samePx)

function sharedShare([ax, ay, aw, ah]: PixelBox, [bx, by, bw, bh]: PixelBox): number {
  const across = Math.min(ax + aw, bx + bw) - Math.max(ax, bx)
  const down = Math.min(ay + ah, by + bh) - Math.max(ay, by)
  if (across <= 0 || down <= 0) return 0
  return (across * down) / (aw * ah + bw * bh - across * down)
}

type IsSame = (before: Label, given: Given) => boolean
/** From the surest to the least: untouched; the same id where it was; drawn anew in its place. */
const ways: readonly IsSame[] = [
  (before, given) => before.class === given.class && isSameBox(before.box, given.box),
  (before, given) => before.id === given.id && sharedShare(before.box, given.box) > 0,
  (before, given) => sharedShare(before.box, given.box) >= sameObject,
]

interface Pair {
  readonly before: Label
  readonly given: Given
}

function pairUp(before: readonly Label[], given: readonly Given[]) {
  const [left, rest] = [new Set(before), new Set(given)]
  const pairs: Pair[] = []
  for (const isSame of ways)
    for (const one of rest) {
      const match = [...left].find((label) => isSame(label, one))
      if (!match) continue
      left.delete(match)
      rest.delete(one)
      pairs.push({ before: match, given: one })
    }
  return { pairs, removed: [...left], added: [...rest] }
}

/** What a file of labels changes, picture by picture; added ones get ids from `nextId` on. Pure. */
export function compareLabels(
  before: Labels,
  given: ReadonlyMap<number, readonly Given[]>,
  nextId: number,
): Compared {
  const labels = new Map<number, Label[]>()
  const changes: Change[] = []
  let [kept, id] = [0, nextId]
  for (const [picture, ofPicture] of given) {
    const { pairs, removed, added } = pairUp(before.get(picture) ?? [], ofPicture)
    const after: Label[] = []
    for (const pair of pairs) {
      const isKept = ways[0]?.(pair.before, pair.given) ?? false
      const label = isKept ? pair.before : { ...pair.given, id: pair.before.id }
      after.push(label)
      if (isKept) kept += 1
      else changes.push({ picture, before: pair.before, after: label })
    }
    for (const label of removed) changes.push({ picture, before: label, after: null })
    for (const one of added) {
      const label = { ...one, id: id++ }
      after.push(label)
      changes.push({ picture, before: null, after: label })
    }
    labels.set(
      picture,
      after.toSorted((a, b) => a.id - b.id),
    )
  }
  return { labels, kept, changes }
}
