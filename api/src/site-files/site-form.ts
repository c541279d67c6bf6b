import type { z } from 'zod'
import type { siteFormSchema } from '../../contract/site-files.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../refusal.ts'
import type { SiteDeps } from './bring-file.ts'
import { fileInclude, placesOf, toSiteFile } from './store.ts'

/** What the form of an on-site record needs: limits, who may be named, and what this person brought that no step has yet. */
export async function siteForm(
  { db, now, siteLimits: limits }: Pick<SiteDeps, 'db' | 'now' | 'siteLimits'>,
  alertId: string,
  { person }: Pick<Caller, 'person'>,
): Promise<z.input<typeof siteFormSchema>> {
  const alert = found(await db.alert.findUnique({ where: { id: alertId } }), 'alert')
  const officers = await db.person.findMany({
    where: {
      role: 'officer',
      active: true,
      id: { not: person.id },
      certificateUntil: { gt: new Date(now()) },
    },
    select: { id: true, name: true, certificateNumber: true },
    orderBy: { name: 'asc' },
  })
  const waiting = await db.siteFile.findMany({
    where: { alertId, uploadedById: person.id, records: { none: {} } },
    include: fileInclude,
    orderBy: { sequence: 'asc' },
  })
  const source = (await placesOf(db, [alert.sourceId])).get(alert.sourceId) ?? null
  const known = { stepAt: null, openedAt: alert.openedAt.getTime(), source }
  return {
    limits,
    officers: officers.map(({ id, name, certificateNumber }) => ({
      id,
      name,
      certificate: certificateNumber ?? '',
    })),
    waiting: waiting.map((file) => toSiteFile(file, known)),
  }
}
