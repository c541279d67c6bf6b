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

/** Samples, newest first: one more costs the same however many there are. */
interface Chain<T> {
  readonly sample: T
  readonly before: Chain<T> | null
}

export interface FeedState<T extends Feedable> {
  /** The group of pictures being received, back to its key frame; null: not kept. */
  readonly group: Chain<T> | null
  readonly groupBytes: number
  readonly received: number
  /** How many samples of the group the decoder has had. */
  readonly fed: number
  /** The rest of this group is lost to the decoder: it would decode to garbage. */
  readonly isLost: boolean
  readonly keyFedAt: number
}

export const startFeed = <T extends Feedable>(): FeedState<T> => ({
  ...noGroup,
  keyFedAt: Number.NEGATIVE_INFINITY,
})

const noGroup = { group: null, groupBytes: 0, received: 0, fed: 0, isLost: true }

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
  if (isBehind) return { state: { ...kept, ...noGroup }, feed: [], lostGroups: 1 }
  const feed = newest(kept.group, kept.received - kept.fed)
  const keyFedAt = kept.fed === 0 ? (feed[0]?.at ?? kept.keyFedAt) : kept.keyFedAt
  return { state: { ...kept, fed: kept.received, keyFedAt }, feed, lostGroups: 0 }
}

/** The last so many of a chain, oldest first. */
function newest<T>(chain: Chain<T> | null, count: number): T[] {
  const samples: T[] = []
  for (let link = chain; link && samples.length < count; link = link.before) samples.push(link.sample)
  return samples.reverse()
}

/** After a decoder died: the group may be what killed it, so the next decoder begins at the next key frame. */
export const forgetGroup = <T extends Feedable>(state: FeedState<T>): FeedState<T> => ({
  ...state,
  ...noGroup,
})

function append<T extends Feedable>(before: FeedState<T>, sample: T): FeedState<T> {
  const { keyFedAt, fed } = before
  if (sample.isKey) {
    const group = { sample, before: null }
    return { group, groupBytes: sample.bytes.length, received: 1, fed: 0, isLost: false, keyFedAt }
  }
  if (before.isLost) return before
  const groupBytes = before.groupBytes + sample.bytes.length
  if (groupBytes > GROUP_BYTES) return { ...noGroup, keyFedAt }
  const group = { sample, before: before.group }
  return { group, groupBytes, received: before.received + 1, fed, isLost: false, keyFedAt }
}
