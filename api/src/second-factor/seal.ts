import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { Deps } from '../deps.ts'

/** The one place a device's secret belongs to: in another person's row it does not open. */
export const secretContext = (personId: string): string => `person/${personId}/second-factor`
export const pendingContext = (personId: string): string => `person/${personId}/second-factor/pending`

/** Ids of the people whose secret is sealed under an older key than the newest. */
export async function outdatedFactors(
  db: Pick<Deps['db'], 'secondFactor'>,
  secretBox: SecretBox,
): Promise<string[]> {
  const rows = await db.secondFactor.findMany({ orderBy: { personId: 'asc' } })
  const isOld = (sealed: string | null) => sealed !== null && secretBox.isOutdated(sealed)
  return rows
    .filter((row) => isOld(row.sealedSecret) || isOld(row.pendingSecret))
    .map(({ personId }) => personId)
}

/** Seals secrets that are under an older key under the newest; one that is being set up is begun anew. At every start; answers how many. */
export async function reencryptFactors({
  db,
  secretBox,
}: Pick<Deps, 'db'> & { readonly secretBox: SecretBox }): Promise<number> {
  let count = 0
  for (const personId of await outdatedFactors(db, secretBox)) {
    const row = await db.secondFactor.findUniqueOrThrow({ where: { personId } })
    const { sealedSecret, pendingSecret } = row
    const context = secretContext(personId)
    const data = {
      sealedSecret:
        sealedSecret === null ? null : secretBox.encrypt(secretBox.decrypt(sealedSecret, context), context),
      ...(pendingSecret !== null && secretBox.isOutdated(pendingSecret)
        ? { pendingSecret: null, pendingSession: null, pendingAt: null }
        : {}),
    }
    count += (await db.secondFactor.updateMany({ where: { personId, sealedSecret, pendingSecret }, data }))
      .count
  }
  return count
}
