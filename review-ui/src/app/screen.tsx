import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Live, LiveSnapshot } from '../api/live.ts'
import type { Chime } from './chime.ts'

/** What the composition root opens and the screens use: the clock, the live line, the bell, what is remembered. */
export interface Screen {
  readonly now: () => number
  readonly live: Live
  readonly chime: Chime
  readonly storage: Storage
}

const ScreenContext = createContext<Screen | null>(null)
export const ScreenProvider = ScreenContext.Provider

export function useScreen(): Screen {
  const screen = useContext(ScreenContext)
  if (screen === null) throw new Error('no ScreenProvider above')
  return screen
}

export function useLive(): LiveSnapshot {
  const { live } = useScreen()
  return useSyncExternalStore(live.subscribe, live.snapshot)
}

/** How long ago, ms, by this screen's own clock: for moments that this screen itself noted. */
export function useElapsed(since: number): number {
  const { now } = useScreen()
  return useSyncExternalStore(everySecond, () => Math.max(0, Math.floor((now() - since) / 500) * 500))
}

/** The server's time, epoch ms, renewed every second: an operator's own clock may be wrong. */
export function useServerNow(): number {
  const { now } = useScreen()
  const { aheadMs } = useLive()
  const seconds = useSyncExternalStore(everySecond, () => Math.floor(now() / 1000))
  return seconds * 1000 + aheadMs
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 250)
  return () => clearInterval(timer)
}
