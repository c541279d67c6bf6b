const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** So long after the last input somebody still counts as being at the desk. */
const atDeskMs = 60_000

/** On the page's own clock, ms: opening the page was the first input. */
let lastInput = 0

/** Notes when somebody last did something here. */
export function watchInput(target: EventTarget): void {
  const note = ({ timeStamp }: Event): void => void (lastInput = timeStamp)
  for (const input of inputs) target.addEventListener(input, note, { capture: true, passive: true })
}

/** What a request says of itself when nobody is at the desk: it must not keep a session alive. `now` on the page's clock. */
export const backgroundHeaders = (now: number): Record<string, string> =>
  now - lastInput > atDeskMs ? { 'x-sightline-background': '1' } : {}
