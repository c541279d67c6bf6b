import { Refusal } from '../refusal.ts'

/** When it was confirmed; `alert_not_confirmed` of what was not: nothing is made of it. */
export function confirmedAtOf({ confirmedAt }: { readonly confirmedAt: Date | null }): Date {
  if (confirmedAt === null) throw new Refusal('alert_not_confirmed')
  return confirmedAt
}
