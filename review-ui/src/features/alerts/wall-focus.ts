import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** The card that holds the keyboard focus; its id is the selected alert. Focus is the selection: there is no second one. */
export function focusedAlertId(): string | null {
  const card = document.activeElement?.closest('[data-alert-id]')
  return card?.getAttribute('data-alert-id') ?? null
}

/** Moves the focus by `step` cards, from none to the first; stops at both ends. */
export function moveFocus(wall: HTMLElement | null, step: 1 | -1): void {
  const links = [...(wall?.querySelectorAll<HTMLAnchorElement>('a.card-link') ?? [])]
  const now = links.findIndex((link) => link.closest('[data-alert-id]')?.contains(document.activeElement))
  const next = links[now === -1 ? 0 : Math.min(links.length - 1, Math.max(0, now + step))]
  next?.focus()
  next?.closest('[data-alert-id]')?.scrollIntoView({ block: 'nearest' })
}

/** A card that moves from one group to another keeps the focus: who has chosen it goes on with it. */
export function useKeptFocus(wall: RefObject<HTMLElement | null>): void {
  const held = useRef<string | null>(null)
  useEffect(() => {
    const note = (event: FocusEvent): void => {
      const card = event.target instanceof Element ? event.target.closest('[data-alert-id]') : null
      held.current = card?.getAttribute('data-alert-id') ?? null
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useLayoutEffect(() => {
    if (held.current === null || document.activeElement !== document.body) return
    const card = [...(wall.current?.querySelectorAll<HTMLElement>('[data-alert-id]') ?? [])].find(
      (one) => one.getAttribute('data-alert-id') === held.current,
    )
    card?.querySelector<HTMLElement>('a.card-link')?.focus({ preventScroll: true })
  })
}

/** Presses the button of the selected card that speaks, where it has one. */
export function pressRemind(): void {
  const card = document.activeElement?.closest('[data-alert-id]')
  card?.querySelector<HTMLButtonElement>('button[data-remind]')?.click()
}
