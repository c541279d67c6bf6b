/** `blocked`: switched on, but the browser lets nothing sound before the person has touched the page. */
export type ChimeState = 'on' | 'off' | 'blocked'

export interface Chime {
  readonly state: () => ChimeState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (isOn: boolean) => void
  readonly ring: () => void
}

/** A flood of alerts rings no more often than this. */
const quietS = 2
const storageKey = 'sightline.sound'
const notes = [
  { hz: 880, atS: 0 },
  { hz: 1174.7, atS: 0.16 },
] as const

/** Two short notes for a new alert. The context is made at the person's first touch, as browsers demand. */
export function createChime(storage: Storage, page: Document): Chime {
  const listeners = new Set<() => void>()
  let isOn = storage.getItem(storageKey) !== 'off'
  let context: AudioContext | null = null
  let rungAtS = Number.NEGATIVE_INFINITY
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
    ring: () => {
      if (!isOn || context?.state !== 'running' || context.currentTime - rungAtS < quietS) return
      rungAtS = context.currentTime
      for (const note of notes) sound(context, note)
    },
  }
}

function sound(context: AudioContext, { hz, atS }: (typeof notes)[number]): void {
  const tone = context.createOscillator()
  const level = context.createGain()
  const from = context.currentTime + atS
  tone.frequency.value = hz
  level.gain.setValueAtTime(0, from)
  level.gain.linearRampToValueAtTime(0.25, from + 0.02)
  level.gain.exponentialRampToValueAtTime(0.001, from + 0.4)
  tone.connect(level).connect(context.destination)
  tone.start(from)
  tone.stop(from + 0.45)
}
