/** How closely a source is to be looked at next. The shape that the decoder takes. */
export interface GateCadence {
  readonly mode: 'key' | 'full'
  readonly keyEveryMs: number
}

export interface GateState {
  /** When something last went on, capture time; null: never. */
  readonly stirredAt: number | null
}

export const quietGate: GateState = { stirredAt: null }

export interface GateSigns {
  /** Capture time, epoch ms. */
  readonly at: number
  /** Sizes or pictures show motion. */
  readonly isMoving: boolean
  /** The rules are following something that a slow clock could miss. */
  readonly isBusy: boolean
}

export interface GateConfig {
  /** Between two looks at a quiet scene; the camera's key frame distance where that is longer. */
  readonly keyEveryMs: number
  /** Stays at full rate so long after the last sign. */
  readonly quietMs: number
  /** Between two looks of the network at a picture in which nothing stirs. */
  readonly lookEveryMs: number
}

export const gateDefaults: GateConfig = { keyEveryMs: 2000, quietMs: 5000, lookEveryMs: 10_000 }

/** Full rate while anything goes on and for a while after; key frames on a slow clock otherwise. */
export function stepGate(
  state: GateState,
  signs: GateSigns,
  { keyEveryMs, quietMs }: GateConfig = gateDefaults,
) {
  const stirredAt = signs.isMoving || signs.isBusy ? signs.at : state.stirredAt
  const isQuiet = stirredAt === null || signs.at - stirredAt > quietMs
  const cadence: GateCadence = { mode: isQuiet ? 'key' : 'full', keyEveryMs }
  return { state: { stirredAt }, cadence }
}

/**
 * Whether the network should see a picture. In a quiet scene one that shows nothing new waits for the slow clock: the
 * comparison is far cheaper, and whatever is followed keeps the scene from being quiet.
 */
export const isWorthALook = (
  picture: {
    readonly at: number
    /** Cells that changed since the picture before. */
    readonly stirred: number
    readonly mode: GateCadence['mode']
    readonly lookedAt: number
  },
  { lookEveryMs }: GateConfig = gateDefaults,
): boolean => picture.mode === 'full' || picture.stirred > 0 || picture.at - picture.lookedAt >= lookEveryMs
