/** How closely a stream is looked at: not at all, its key frames on a slow clock, or every frame up to the decoder's fps. */
export interface Cadence {
  readonly mode: 'none' | 'key' | 'full'
  /** In `key` mode: about so long between two pictures, ms of capture time. 0: every key frame. */
  readonly keyEveryMs: number
}

/** What a decoder needs to know of a sample. */
export interface Feedable {
  readonly at: number
  readonly isKey: boolean
  readonly bytes: Buffer
}

export interface FeedState<T extends Feedable> {
  /** The group of pictures being received, from its key frame on. */
  readonly group: readonly T[]
  readonly groupBytes: number
  /** How many samples of the group the decoder has had. */
  readonly fed: number
  /** The rest of this group is lost to the decoder: it would decode to garbage. */
  readonly isLost: boolean
  readonly keyFedAt: number
}

export const startFeed = <T extends Feedable>(): FeedState<T> => ({
  group: [],
  groupBytes: 0,
  fed: 0,
  isLost: true,
  keyFedAt: Number.NEGATIVE_INFINITY,
})

/** Longer groups (smart codecs) are not kept for catching up: full rate then begins at the next key frame. */
const GROUP_BYTES = 16 << 20

/**
 * A key frame is due after this share of the slow clock. At all of it, a camera with a key frame every 2 s and some jitter
 * would lose every other one to a clock of 2 s; so no two pictures are further apart than 1.4 times the clock, or than the
 * camera's own key frames.
 */
const DUE_SHARE = 0.7

/**
 * Which samples to feed now that this one has come. Going to full rate feeds the group from where the decoder stands, so
 * that it begins now and not at the next key frame. A decoder that is behind loses the rest of the group: whole groups,
 * never single frames.
 */
export function planFeed<T extends Feedable>(
  before: FeedState<T>,
  sample: T,
  { mode, keyEveryMs, isBehind }: Cadence & { isBehind: boolean },
): { state: FeedState<T>; feed: readonly T[]; lostGroups: number } {
  const kept = append(before, sample)
  if (kept.isLost || mode === 'none') return { state: kept, feed: [], lostGroups: 0 }
  const isDue = mode === 'full' || (sample.isKey && sample.at - kept.keyFedAt >= keyEveryMs * DUE_SHARE)
  if (!isDue) return { state: kept, feed: [], lostGroups: 0 }
  if (isBehind) return { state: { ...kept, group: [], isLost: true }, feed: [], lostGroups: 1 }
  const feed = kept.group.slice(kept.fed)
  const keyFedAt = kept.fed === 0 ? (kept.group[0]?.at ?? kept.keyFedAt) : kept.keyFedAt
  return { state: { ...kept, fed: kept.group.length, keyFedAt }, feed, lostGroups: 0 }
}

/** After a decoder died: the group may be what killed it, so the next decoder begins at the next key frame. */
export const forgetGroup = <T extends Feedable>(state: FeedState<T>): FeedState<T> => ({
  ...state,
  group: [],
  groupBytes: 0,
  fed: 0,
  isLost: true,
})

function append<T extends Feedable>(before: FeedState<T>, sample: T): FeedState<T> {
  if (sample.isKey)
    return { ...before, group: [sample], groupBytes: sample.bytes.length, fed: 0, isLost: false }
  if (before.isLost) return before
  const groupBytes = before.groupBytes + sample.bytes.length
  if (groupBytes > GROUP_BYTES) return { ...before, group: [], groupBytes: 0, isLost: true }
  return { ...before, group: [...before.group, sample], groupBytes }
}
