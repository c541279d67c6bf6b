import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Calls once when at least half of the element is on a screen that is being looked at, and `isReady`. */
export function useSeen(
  element: RefObject<Element | null>,
  { isReady, onSeen }: { isReady: boolean; onSeen: () => void },
): void {
  const seen = useEffectEvent(onSeen)
  useEffect(() => {
    const target = element.current
    if (!isReady || target === null) return
    let isInView = false
    let isDone = false
    const check = (): void => {
      if (isDone || !isInView || document.visibilityState !== 'visible') return
      isDone = true
      seen()
    }
    const observer = new IntersectionObserver(
      (entries) => {
        isInView = (entries.at(-1)?.intersectionRatio ?? 0) >= 0.5
        check()
      },
      { threshold: [0.5] },
    )
    observer.observe(target)
    document.addEventListener('visibilitychange', check)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', check)
    }
  }, [element, isReady])
}
