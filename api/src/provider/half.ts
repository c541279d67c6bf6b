import { z } from 'zod'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { wayMs } from './way-there.ts'

const context = 'sign-in/provider/half'

/** Who came from the provider and still owes a code; as they were then. */
const halfSchema = z.object({ personId: z.string(), version: z.number(), at: z.number() })

/** What the browser keeps until the code is given. It opens nothing by itself. */
export const sealHalf = (secretBox: SecretBox, { id: personId, version }: PersonRow, at: number): string =>
  secretBox.encrypt(JSON.stringify({ personId, version, at }), context)

/** Who that was; refuses with `provider_state_invalid` what is too old, made up, or of somebody who was changed or unbound since. */
export async function halfOf(
  { db, now, secretBox }: Pick<Deps, 'db' | 'now'> & { readonly secretBox: SecretBox },
  kept: string | undefined,
): Promise<PersonRow> {
  const open = () => {
    try {
      return halfSchema.parse(JSON.parse(secretBox.decrypt(kept ?? '', context)))
    } catch {
      throw new Refusal('provider_state_invalid')
    }
  }
  const { personId, version, at } = open()
  const person = await db.person.findUnique({ where: { id: personId }, include: { identity: true } })
  const isStill = person?.active && person.version === version && person.identity?.subject
  if (!person || !isStill || Math.abs(now() - at) > wayMs) throw new Refusal('provider_state_invalid')
  const { identity: _identity, ...row } = person
  return row
}
