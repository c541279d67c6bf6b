import { CodedError } from '@sightline/infra/platform/error'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { formerPasswordContext, passwordContext } from '../../contract/camera-password.ts'
import type { Deps } from '../deps.ts'

/** The secret, where it opens for this context; null where it was sealed for another. */
function openedFor(secretBox: SecretBox, sealed: string, context: string): string | null {
  try {
    return secretBox.decrypt(sealed, context)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'seal_broken') return null
    throw error
  }
}

/** Ids of the sources whose password is sealed under an older key than the newest. */
export async function outdatedPasswords(
  db: Pick<Deps['db'], 'source'>,
  secretBox: SecretBox,
): Promise<string[]> {
  const rows = await db.source.findMany({ where: { sealedPassword: { not: null } }, orderBy: { id: 'asc' } })
  return rows.filter(({ sealedPassword }) => secretBox.isOutdated(sealedPassword ?? '')).map(({ id }) => id)
}

/**
 * Passwords that were sealed for their source alone are sealed for its present address too, and those under an older key
 * under the newest. At every start; answers how many. One that opens for neither is left: its source says so, and asks for it.
 */
export async function reencryptPasswords({
  db,
  secretBox,
}: Pick<Deps, 'db'> & { readonly secretBox: SecretBox }): Promise<number> {
  const rows = await db.source.findMany({ where: { sealedPassword: { not: null } } })
  let count = 0
  for (const { id, url, sealedPassword } of rows) {
    const [sealed, context] = [sealedPassword ?? '', passwordContext({ id, url })]
    const opened = openedFor(secretBox, sealed, context)
    if (opened !== null && !secretBox.isOutdated(sealed)) continue
    const secret = opened ?? openedFor(secretBox, sealed, formerPasswordContext(id))
    if (secret === null) continue
    const data = { sealedPassword: secretBox.encrypt(secret, context) }
    count += (await db.source.updateMany({ where: { id, url, sealedPassword: sealed }, data })).count
  }
  return count
}
