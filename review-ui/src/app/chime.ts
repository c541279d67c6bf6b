/** `blocked`: switched on, but the browser lets nothing sound before the person has touched the page. */
export type ChimeState = 'on' | 'off' | 'blocked'

export interface Chime {
  readonly state: () => ChimeState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (isOn: boolean) => void
  readonly ring: (tone?: Tone) => void
}

/** A flood of alerts rings no more often than this. */
const quietS = 2
const storageKey = 'sightline.sound'
/** `alert`: two rising notes. `opened`: one low one, much softer: nobody has to do anything yet. */
const tones = {
  alert: { level: 0.25, notes: [880, 1174.7] },
  opened: { level: 0.07, notes: [523.3] },
} as const
export type Tone = keyof typeof tones
/** Between two notes. */
const apartS = 0.16

/** Short notes for a new alert. The context is made at the person's first touch, as browsers demand. */
export function createChime(storage: Storage, page: Document): Chime {
  const listeners = new Set<() => void>()
  let isOn = storage.getItem(storageKey) !== 'off'
  let context: AudioContext | null = null
  const rungAtS: Record<Tone, number> = {
    alert: Number.NEGATIVE_INFINITY,
    opened: Number.NEGATIVE_INFINITY,
  }
  const publish = (): void => listeners.forEach((listener) => listener())
  const unlock = (): void => {
    if (!isOn) return
    context ??= new AudioContext()
    void context.resume().then(publish)
  }
  page.addEventListener('pointerdown', unlock, { passive: true })
  page.addEventListener('keydown', unlock, { passive: true })
  return {
    state: () => (!isOn ? 'off' : context?.state === 'running' ? 'on' : 'blocked'),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (next) => {
      isOn = next
      storage.setItem(storageKey, next ? 'on' : 'off')
      unlock()
      publish()
    },
    ring: (tone = 'alert') => {
      if (!isOn || context?.state !== 'running' || context.currentTime - rungAtS[tone] < quietS) return
      rungAtS[tone] = context.currentTime
      const { level, notes } = tones[tone]
      for (const [i, hz] of notes.entries()) sound(context, { hz, level, atS: i * apartS })
    },
  }
}

interface Note {
  readonly hz: number
  readonly atS: number
  readonly level: number
}

function sound(context: AudioContext, { hz, atS, level: loudest }: Note): void {
  const tone = context.createOscillator()
  const level = context.createGain()
  const from = context.currentTime + atS
  tone.frequency.value = hz
  level.gain.setValueAtTime(0, from)
  level.gain.linearRampToValueAtTime(loudest, from + 0.02)
  level.gain.exponentialRampToValueAtTime(0.001, from + 0.4)
  tone.connect(level).connect(context.destination)
  tone.start(from)
  tone.stop(from + 0.45)
}
