import { createHash, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { z as zod } from 'zod'
import { readJsonIfThere } from '@sightline/infra/platform/durable-file'
import type { setupSchema } from '../../contract/machine.ts'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Tx } from '../database/client.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { hashPassword, refuseWeakPassword } from '../people/passwords.ts'
import { Refusal } from '../refusal.ts'

export type SetupDeps = Pick<Deps, 'db' | 'now' | 'newId'> & { readonly setupFile: string }

/** What the start wrote: the link's hash and until when it is good. The link itself is kept nowhere. */
const linkSchema = zod.object({ sha256: zod.string().regex(/^[0-9a-f]{64}$/), expiresAt: zod.int() })

const adminExists = async (tx: Pick<Tx, 'person'>): Promise<boolean> =>
  (await tx.person.count({ where: { role: 'admin' } })) > 0

export const isSetupOpen = async ({ db }: Pick<Deps, 'db'>): Promise<boolean> => !(await adminExists(db))

async function isGoodToken({ setupFile, now }: SetupDeps, token: string): Promise<boolean> {
  const link = linkSchema.safeParse(await readJsonIfThere(setupFile))
  const given = createHash('sha256').update(token).digest()
  if (!link.success || link.data.expiresAt <= now()) return false
  return timingSafeEqual(given, Buffer.from(link.data.sha256, 'hex'))
}

async function refuse({ db, now }: SetupDeps, account: string): Promise<never> {
  const facts = { account }
  await db.$transaction((tx) =>
    appendAudit(tx, [{ at: now(), actor: 'nobody', action: 'setup.refused', subject: 'setup', facts }]),
  )
  throw new Refusal('setup_refused')
}

/** Makes the first administrator by the start's link. Once there is an administrator no link does anything. */
export async function makeFirstAdmin(
  deps: SetupDeps,
  { token, account, name, password }: z.output<typeof setupSchema>,
): Promise<void> {
  const { db, now, newId } = deps
  if (await adminExists(db)) throw new Refusal('setup_done')
  if (!(await isGoodToken(deps, token))) await refuse(deps, account)
  refuseWeakPassword(password, account)
  const [id, passwordHash, at] = [newId(), await hashPassword(password), now()]
  try {
    await db.$transaction(async (tx) => {
      await takeLock(tx, 'setup')
      if (await adminExists(tx)) throw new Refusal('setup_done')
      const createdAt = new Date(at)
      const stamps = { createdAt, passwordSetAt: createdAt }
      await tx.person.create({ data: { id, account, name, role: 'admin', passwordHash, ...stamps } })
      const facts = { account, role: 'admin', certificate: null }
      const subject = `person/${id}`
      await appendAudit(tx, [
        { at, actor: 'setup', action: 'setup.done', subject, facts: {} },
        { at, actor: 'setup', action: 'person.created', subject, facts },
      ])
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('name_taken', { account })
    throw error
  }
}
