import { isAsSealed } from '../exhibits/check-stored.ts'
import type { ServeDeps } from '../exhibits/serve.ts'
import { changedOnSite } from './links.ts'

/** What was brought from the place and recorded of this alert, and is not as it was: `on-site/` with the id of its file or step. */
export async function alteredOnSite(
  { db, objects }: Pick<ServeDeps, 'db' | 'objects'>,
  alertId: string,
): Promise<string[]> {
  const altered = new Set(await changedOnSite(db, [alertId]))
  const files = await db.siteFile.findMany({ where: { alertId, records: { some: {} }, expiry: null } })
  for (const file of files) if (!(await isAsSealed(objects, file))) altered.add(file.id)
  return [...altered].map((id) => `on-site/${id}`)
}
