import type { Failure, GuardCode } from './failure.ts'

/**
 * Who must not be who, at every move: one row each, and a move that is not here asks nobody. `isNone` names what else of the same
 * matter the mover may not have been; `code` says so. Of the administrative penalty law arts. 42 and 58, and of what two people are for.
 */
export const exclusions = {
  /** An officer judges what he neither triaged nor judged before: two pairs of eyes. */
  review: { code: 'ev_same_person', isNone: ['reviewer', 'triager'] },
  /** Who files, sends back, refuses or revokes had no hand in it. */
  decide_case: { code: 'case_same_person', isNone: ['triager', 'reviewer', 'recorder'] },
  /** Neither who registered or wrote the file of a device reviews it ... */
  pass_technical: { code: 'dev_same_person', isNone: ['author'] },
  /** ... nor one person both ways. */
  pass_legal: { code: 'dev_same_person', isNone: ['author', 'technical_reviewer'] },
  /** The second officer on site is another one than who writes the record. */
  attend_on_site: { code: 'site_officer_invalid', isNone: ['recorder'] },
  decide_evidence_mode: { code: 'second_person_needed', isNone: ['asker'] },
  publish_phrase: { code: 'second_person_needed', isNone: ['asker'] },
  publish_law: { code: 'second_person_needed', isNone: ['asker'] },
  decide_originals: { code: 'second_person_needed', isNone: ['asker'] },
  /** Who vouches that somebody approved takes nothing out by it. */
  use_dataset_approval: { code: 'second_person_needed', isNone: ['recorder'] },
  /** Who asked for a person, a certificate or a password; and whom it is about. */
  approve_person: { code: 'second_person_needed', isNone: ['asker', 'subject'] },
  refuse_person: { code: 'second_person_needed', isNone: ['subject'] },
  /** Nobody lifts his own recusal (art. 43), whoever declared or ordered it. */
  lift_recusal: { code: 'second_person_needed', isNone: ['subject'] },
  /** Who asked for supervision does not answer it, and who answered does not end it: a duty may change hands. */
  answer_supervision: { code: 'second_person_needed', isNone: ['asker'] },
  end_supervision: { code: 'second_person_needed', isNone: ['answerer'] },
} as const satisfies Readonly<
  Record<string, { readonly code: GuardCode; readonly isNone: readonly string[] }>
>

export type ExclusiveMove = keyof typeof exclusions
type PartOf<M extends ExclusiveMove> = (typeof exclusions)[M]['isNone'][number]
/** Who was what, of all parts that a move excludes: ids of people. */
type Parts<M extends ExclusiveMove> = Readonly<Record<PartOf<M>, readonly string[]>>

/** As what this person is excluded from the move; empty: he is not. */
export function excludedAs<M extends ExclusiveMove>(move: M, personId: string, who: Parts<M>): PartOf<M>[] {
  const parts: readonly PartOf<M>[] = exclusions[move].isNone
  return parts.filter((part) => who[part].includes(personId))
}

/** The same as a failure; null: nothing stands against this person. */
export function exclusionFailure<M extends ExclusiveMove>(
  move: M,
  personId: string,
  who: Parts<M>,
): Failure | null {
  const [is] = excludedAs(move, personId, who)
  return is === undefined ? null : { code: exclusions[move].code, facts: { is } }
}
