/** What is being edited, and what it was before each step, newest last. */
export interface Steps<T> {
  readonly now: T
  readonly past: readonly T[]
}

const mostSteps = 200

export const firstStep = <T>(now: T): Steps<T> => ({ now, past: [] })

/** One step later. */
export const stepped = <T>({ now, past }: Steps<T>, next: T): Steps<T> => ({
  now: next,
  past: [...past, now].slice(-mostSteps),
})

/** The same step goes on: a whole drag is undone at once. */
export const goingOn = <T>({ past }: Steps<T>, next: T): Steps<T> => ({ now: next, past })

/** As it was before the last step; before the first nothing changes. */
export function undone<T>(steps: Steps<T>): Steps<T> {
  const before = steps.past.at(-1)
  return before === undefined ? steps : { now: before, past: steps.past.slice(0, -1) }
}
