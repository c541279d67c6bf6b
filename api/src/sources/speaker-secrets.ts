import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { speakerSecretContext } from '../../contract/speech.ts'
import type { Deps } from '../deps.ts'

/** Ids of the sources whose speaker's secret is sealed under an older key than the newest. */
export async function outdatedSpeakers(
  db: Pick<Deps['db'], 'speaker'>,
  secretBox: SecretBox,
): Promise<string[]> {
  const rows = await db.speaker.findMany({
    where: { sealedSecret: { not: null } },
    orderBy: { sourceId: 'asc' },
  })
  return rows
    .filter(({ sealedSecret }) => secretBox.isOutdated(sealedSecret ?? ''))
    .map(({ sourceId }) => sourceId)
}

/** Seals speakers' secrets that are under an older key under the newest. At every start; answers how many. */
export async function reencryptSpeakers({
  db,
  secretBox,
}: Pick<Deps, 'db'> & { readonly secretBox: SecretBox }): Promise<number> {
  let count = 0
  for (const sourceId of await outdatedSpeakers(db, secretBox)) {
    const { url, sealedSecret } = await db.speaker.findUniqueOrThrow({ where: { sourceId } })
    const context = speakerSecretContext({ sourceId, url })
    const data = { sealedSecret: secretBox.encrypt(secretBox.decrypt(sealedSecret ?? '', context), context) }
    count += (await db.speaker.updateMany({ where: { sourceId, url, sealedSecret }, data })).count
  }
  return count
}
