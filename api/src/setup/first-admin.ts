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
import { generatePassword, hashPassword, refuseWeakPassword } from '../people/passwords.ts'
import { insertPerson } from '../people/write-person.ts'
import { Refusal } from '../refusal.ts'

export type SetupDeps = Pick<Deps, 'db' | 'now' | 'newId'> & { readonly setupFile: string }

/** What the start wrote: the link's hash and until when it is good. The link itself is kept nowhere. */
const linkSchema = zod.object({ sha256: zod.string().regex(/^[0-9a-f]{64}$/), expiresAt: zod.int() })

const adminExists = async (tx: Pick<Tx, 'person'>): Promise<boolean> =>
  (await tx.person.count({ where: { role: 'system_admin' } })) > 0

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

/** A device administrator beside the first: nobody is there yet who could decide about it, and the trail says so. */
async function addDeviceAdmin(
  deps: SetupDeps,
  tx: Tx,
  { account, name, passwordHash }: { account: string; name: string; passwordHash: string },
): Promise<void> {
  const person = { account, name, role: 'device_admin' as const, certificate: null, passwordHash }
  const by = { actor: 'setup', facts: { made_by_only_administrator: true } }
  await insertPerson(deps, tx, { person, by })
}

/**
 * Makes the first system administrator by the start's link, and if wanted a device administrator with a one-time password,
 * which is answered. Both or nobody. Once there is a system administrator no link does anything.
 */
export async function makeFirstAdmin(
  deps: SetupDeps,
  { token, account, name, password, deviceAdmin }: z.output<typeof setupSchema>,
): Promise<string | null> {
  const { db, now, newId } = deps
  if (await adminExists(db)) throw new Refusal('setup_done')
  if (!(await isGoodToken(deps, token))) await refuse(deps, account)
  refuseWeakPassword(password, account)
  if (deviceAdmin?.account === account) throw new Refusal('name_taken', { account })
  const [id, passwordHash, at] = [newId(), await hashPassword(password), now()]
  const oneTime = deviceAdmin && generatePassword()
  const second = deviceAdmin && { ...deviceAdmin, passwordHash: await hashPassword(oneTime ?? '') }
  const taken = { account }
  try {
    await db.$transaction(async (tx) => {
      await takeLock(tx, 'setup')
      if (await adminExists(tx)) throw new Refusal('setup_done')
      const createdAt = new Date(at)
      const stamps = { createdAt, passwordSetAt: createdAt }
      await tx.person.create({ data: { id, account, name, role: 'system_admin', passwordHash, ...stamps } })
      const facts = { account, role: 'system_admin', certificate: null }
      const subject = `person/${id}`
      await appendAudit(tx, [
        { at, actor: 'setup', action: 'setup.done', subject, facts: {} },
        { at, actor: 'setup', action: 'person.created', subject, facts },
      ])
      if (second === null) return
      taken.account = second.account
      await addDeviceAdmin(deps, tx, second)
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('name_taken', taken)
    throw error
  }
  return oneTime
}
