import { authorityOn } from '../../law/authority.ts'
import { dayOf, monthsLater } from '../../law/calendar.ts'
import {
  leniencyOn,
  matterOptions,
  type Authority,
  type LawEntry,
  type Leniency,
  type Matter,
} from '../../law/catalogue.ts'
import { ledgerOf, lookBackDefault, type Ledger } from '../../law/first-violation.ts'
import type { MatterFacts, MatterJudgement } from '../../law/matter-guards.ts'
import type { JudgedProfile } from '../../contract/profile.ts'
import { normalPlate } from '../../law/plate.ts'
import { lawOf } from '../catalogue/store.ts'
import type { Tx } from '../database/client.ts'
import { onRecord } from './on-record.ts'
import { pointsByMatter } from './points-by-matter.ts'
import type { LockedAlert } from './review-facts.ts'

/** Who this agency is in the table of authorities, and where its sources are. */
export interface Agency {
  readonly agency: string
  /** A code of administrative divisions; empty: not told. */
  readonly regionCode: string
}

type ActAlert = Pick<LockedAlert, 'id' | 'findingId' | 'kind' | 'openedAt' | 'round'>

/** Everything of the catalogue that a verdict may rest on. */
export interface KnownLaw {
  readonly matters: readonly LawEntry<Matter>[]
  readonly authorities: readonly LawEntry<Authority>[]
  readonly leniency: readonly LawEntry<Leniency>[]
}

export const knownLaw = async (tx: Tx): Promise<KnownLaw> => ({
  matters: await lawOf(tx, 'matters'),
  authorities: await lawOf(tx, 'authorities'),
  leniency: await lawOf(tx, 'leniency'),
})

/** Who may handle a matter at a moment, at the place of this agency's sources. */
export const authorityAt = (
  { authorities }: Pick<KnownLaw, 'authorities'>,
  matterCode: string,
  { at, agency, regionCode }: Agency & { readonly at: number },
) => authorityOn(authorities, { matterCode, day: dayOf(at), agency, regionCode })

interface About {
  readonly plate: string | null
  readonly party: string | null
}

/** The ledger of whom an act is held against, for a matter; null: of its kind, with the look-back that is usual. */
export async function ledgerFor(
  tx: Tx,
  alert: ActAlert,
  { matter, plate, party }: About & { readonly matter: Matter | null },
): Promise<Ledger> {
  const at = alert.openedAt.getTime()
  const months = matter?.lookBackMonths ?? lookBackDefault
  const subject = { plate: normalPlate(plate), party: party === '' ? null : party }
  const known = await onRecord(tx, {
    ...subject,
    alertId: alert.id,
    kind: alert.kind,
    from: new Date(monthsLater(at, -months)),
    until: alert.openedAt,
  })
  return ledgerOf(known, { ...subject, at, months, matterCode: matter?.code ?? null })
}

/** What the matters are that may be named for an alert, today. */
export function optionsOf({ matters }: Pick<KnownLaw, 'matters'>, alert: ActAlert, now: number) {
  const at = alert.openedAt.getTime()
  return matterOptions(matters, { kind: alert.kind, at, day: dayOf(at), today: dayOf(now) })
}

interface Judging extends Agency, MatterJudgement {
  readonly at: number
  readonly plate: string | null
}

/** What is known besides: what is kept of it with the verdict. */
export interface FullMatterFacts extends MatterFacts {
  readonly law: KnownLaw
  /** What the named matter asks more of the pictures, as they are. */
  readonly byMatter: JudgedProfile['points']
}

/** All that a verdict is judged by in what it says about the matter, read under the alert's lock. */
export async function matterFacts(tx: Tx, alert: ActAlert, judging: Judging): Promise<FullMatterFacts> {
  const law = await knownLaw(tx)
  const { matterId, at, plate, first } = judging
  const day = dayOf(alert.openedAt.getTime())
  const named = law.matters.find((one) => one.id === matterId) ?? null
  const before = await tx.review.findMany({
    where: { alertId: alert.id, round: alert.round, verdict: 'confirm' },
    select: { matter: { select: { entryId: true } } },
  })
  const code = named?.content.code
  return {
    law,
    kind: alert.kind,
    day,
    options: optionsOf(law, alert, at),
    named,
    byMatter: await pointsByMatter(tx, alert, { matters: law.matters, named }),
    authority: code === undefined ? null : authorityAt(law, code, judging),
    ledger: await ledgerFor(tx, alert, {
      matter: named?.content ?? null,
      plate,
      party: first?.party ?? null,
    }),
    citable: leniencyOn(law.leniency, { matterCode: code ?? '', day }).map(({ id }) => id),
    namedBefore: before.map(({ matter }) => matter?.entryId ?? null),
  }
}
