/** How closely a source is to be looked at next. The shape that the decoder takes. */
export interface GateCadence {
  readonly mode: 'key' | 'full'
  readonly keyEveryMs: number
}

export interface GateState {
  /** When something last went on, capture time; null: never. */
  readonly stirredAt: number | null
  /** From when on the scene has been still for long enough to be drowsy over; null before the first sample. */
  readonly drowsyFromAt: number | null
}

export const quietGate: GateState = { stirredAt: null, drowsyFromAt: null }

export interface GateSigns {
  /** Capture time, epoch ms. */
  readonly at: number
  /** Sizes or pictures show motion. */
  readonly isMoving: boolean
  /** The longest time between two looks that serves the rules that apply, ms; Infinity: none looks at pictures. */
  readonly needMs: number
  /** Between the camera's last two key frames, ms; Infinity while it is not known. */
  readonly keyDistanceMs: number
  /** The rules are following something that a slow clock could miss. */
  readonly isBusy: boolean
  /** The rules are following anything at all. */
  readonly isFollowing: boolean
  /** A picture stirred of which the sizes had said nothing: here they are not to be relied on. */
  readonly isMissed: boolean
  /** The sizes are not those of when a picture was last made: not motion, and not the same scene either. */
  readonly isOther: boolean
}

export interface GateConfig {
  /** Between two looks at a quiet scene; the camera's key frame distance where that is longer. */
  readonly keyEveryMs: number
  /** Stays awake so long after the last sign. */
  readonly quietMs: number
  /** And for so many key frames, where they are all that is decoded: what came to rest must be known before it is let be. */
  readonly awakeLooks: number
  /** Between two looks of the model at a picture in which nothing stirs. */
  readonly lookEveryMs: number
  /**
   * As `keyEveryMs`, once nothing has stirred for `drowsyAfterMs` and nothing is followed: twice what the rules need,
   * within these bounds. What comes while nobody looks wakes it by the sizes.
   */
  readonly drowsyKeyEveryMs: { readonly least: number; readonly most: number }
  readonly drowsyAfterMs: number
  /** So long after the sizes missed something. */
  readonly distrustMs: number
}

export const gateDefaults: GateConfig = {
  keyEveryMs: 2000,
  quietMs: 5000,
  awakeLooks: 10,
  lookEveryMs: 10_000,
  drowsyKeyEveryMs: { least: 4000, most: 8000 },
  drowsyAfterMs: 60_000,
  distrustMs: 600_000,
}

/** Key frames jitter: so much further apart than the need they still serve it. */
const jitter = 1.1

/** Whether the camera's key frames come often enough for the rules. */
const isServedByKeys = ({ needMs, keyDistanceMs }: Pick<GateSigns, 'needMs' | 'keyDistanceMs'>): boolean =>
  needMs === Infinity || keyDistanceMs <= needMs * jitter

/**
 * While anything goes on and for a while after: as often as the rules need, which is full rate only where key frames are too
 * far apart for them. Key frames on a slow clock otherwise, and on a slower one where nothing has stirred for long. The sizes
 * of the samples are what wakes it, at once; where they have failed to tell of something that a picture then showed, it is not
 * drowsy for ten minutes.
 */
export function stepGate(state: GateState, signs: GateSigns, config: GateConfig = gateDefaults) {
  const { at } = signs
  const stirredAt = signs.isMoving || signs.isBusy ? at : state.stirredAt
  const isServed = isServedByKeys(signs)
  const quietMs = isServed ? Math.max(config.quietMs, config.awakeLooks * config.keyEveryMs) : config.quietMs
  const isQuiet = stirredAt === null || at - stirredAt > quietMs
  const drowsyFromAt = drowsyFrom(state, signs, config)
  const isDrowsy = at >= drowsyFromAt && !signs.isOther
  const awakeEveryMs = isQuiet ? config.keyEveryMs : Math.min(config.keyEveryMs, signs.needMs)
  const { least, most } = config.drowsyKeyEveryMs
  const keyEveryMs = isDrowsy ? Math.min(most, Math.max(least, 2 * signs.needMs)) : awakeEveryMs
  const cadence: GateCadence = { mode: isQuiet || isServed ? 'key' : 'full', keyEveryMs }
  return { state: { stirredAt, drowsyFromAt }, cadence, isAwake: !isQuiet }
}

function drowsyFrom(state: GateState, signs: GateSigns, { drowsyAfterMs, distrustMs }: GateConfig): number {
  const isAwake = signs.isMoving || signs.isBusy || signs.isFollowing
  const fromAt = state.drowsyFromAt ?? signs.at + drowsyAfterMs
  const wait = Math.max(isAwake ? drowsyAfterMs : 0, signs.isMissed ? distrustMs : 0)
  return wait === 0 ? fromAt : Math.max(fromAt, signs.at + wait)
}

/**
 * Whether the model should see a picture. In a quiet scene in which nothing is followed, one that shows nothing new waits
 * for the slow clock: the comparison is far cheaper. What is followed must be seen again within what its rule allows.
 */
export const isWorthALook = (
  picture: {
    readonly at: number
    /** Cells that changed since the picture before. */
    readonly stirred: number
    /** Something went on a short while ago. */
    readonly isAwake: boolean
    readonly isFollowing: boolean
    readonly lookedAt: number
  },
  { lookEveryMs }: GateConfig = gateDefaults,
): boolean =>
  picture.isAwake ||
  picture.stirred > 0 ||
  picture.isFollowing ||
  picture.at - picture.lookedAt >= lookEveryMs
