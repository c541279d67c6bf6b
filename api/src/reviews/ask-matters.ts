import type { z } from 'zod'
import type { alertMattersSchema, askMattersSchema } from '../../contract/case-matter.ts'
import { dayOf } from '../../law/calendar.ts'
import { leniencyOn } from '../../law/catalogue.ts'
import { limitationOf } from '../../law/limitation.ts'
import { normalPlate } from '../../law/plate.ts'
import { alertInclude } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { regionAt } from '../units/region-at.ts'
import { authorityAt, knownLaw, ledgerFor, optionsOf, type Agency } from './matter-facts.ts'
import { pointsByMatter } from './points-by-matter.ts'
import { endOfAct, toLedger } from './record-matter.ts'

type Answer = z.input<typeof alertMattersSchema>
type Version = Answer['options'][number]['atAct']

interface Asked {
  readonly alertId: string
  readonly about: z.output<typeof askMattersSchema>
  readonly actor: string
}

/**
 * The matters that fit an alert, who may handle each today, and what is on record of whom the officer takes it to be about.
 * Who looks up a vehicle or a party is recorded; that nobody was named is not.
 */
export async function askMatters(
  { db, now, agency, regionCode }: Pick<Deps, 'db' | 'now'> & Agency,
  { alertId, about, actor }: Asked,
): Promise<Answer> {
  const alert = found(await db.alert.findUnique({ where: { id: alertId }, include: alertInclude }), 'alert')
  const at = now()
  const law = await knownLaw(db)
  const region = await regionAt(db, { unitId: alert.unitId, regionCode })
  const day = dayOf(alert.openedAt.getTime())
  const version = ({ id, content, publishedAt }: (typeof law.matters)[number]): Version => ({
    id,
    publishedAt,
    content: structuredClone(content) as Version['content'],
  })
  const options: Answer['options'] = []
  for (const one of optionsOf(law, alert, at)) {
    const matter = one.atAct.content
    const ledger = await ledgerFor(db, alert, { ...about, matter })
    const authority = authorityAt(law, matter.code, { at, agency, regionCode: region })
    options.push({
      atAct: version(one.atAct),
      now: one.now && version(one.now),
      isOver: one.isOver,
      isEnteredLater: one.isEnteredLater,
      asksMore: await pointsByMatter(db, alert, { matters: law.matters, named: one.atAct }),
      authority: structuredClone(authority) as Answer['options'][number]['authority'],
      ledger: toLedger(ledger) ?? { since: at, isNobody: true, reminders: [], acts: [] },
      lists: leniencyOn(law.leniency, { matterCode: matter.code, day }).map(({ id, content }) => ({
        id,
        content: { ...content },
      })),
    })
  }
  const plate = normalPlate(about.plate)
  if (options.length > 0 && (plate !== null || about.party !== null)) {
    const facts = { isPlate: plate !== null, isParty: about.party !== null }
    const entry = { at, actor, action: 'law.looked_up' as const, subject: `alert/${alertId}`, facts }
    await db.$transaction((tx) => appendAudit(tx, [entry]))
  }
  const before = await db.review.findMany({
    where: { alertId, round: alert.round, verdict: 'confirm' },
    select: { matter: { select: { entryId: true } } },
  })
  return {
    isEmpty: !law.matters.some(({ state }) => state === 'published'),
    options,
    limitedTo: limitationOf(endOfAct(alert)),
    namedBefore: before.map(({ matter }) => matter?.entryId ?? null),
  }
}
