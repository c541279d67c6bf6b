import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { parseConfig } from '@sightline/infra/platform/config'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { createSecretBox, openKeyFile, type SecretBox } from '@sightline/infra/platform/secret-box'
import type { Permission } from '../../contract/people.ts'
import { secretsDirOf, type Shell } from '../command-line.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/caller.ts'
import { Refusal } from '../refusal.ts'
import { createSignIn } from '../sessions/sign-in.ts'
import { signInConfig } from '../sign-in-config.ts'

/** Asks for what an account proves itself by; never shown, never an argument. */
export type AskSecret = (account: string, what: 'password' | 'code') => Promise<string>

/** The most sessions: one that lasts as long as a command ends none on a screen. */
const sessions = 8

/** Opens what the api sealed. Where there are no keys nothing was sealed here, and none are made by looking for them. */
async function openBox(shell: Shell): Promise<SecretBox> {
  const path = join(secretsDirOf(shell), 'seal.key')
  const isThere = (await readTextIfThere(path)) !== null
  return createSecretBox(isThere ? await openKeyFile(path) : [randomBytes(32)])
}

/** Signed in as somebody who may, as at the screens by a second factor too, for the length of the command. */
export async function asPerson<T>(
  { db, now, shell }: Pick<Deps, 'db' | 'now'> & { readonly shell: Shell },
  who: {
    readonly account: string
    readonly password: string
    readonly needs: Permission
    readonly ask: AskSecret
  },
  use: (caller: SignedIn) => Promise<T>,
): Promise<T> {
  const { secondFactor } = parseConfig(z.object(signInConfig), shell.env, { app: 'dataset' })
  const lasting = { sessionMs: 12 * 3_600_000, idleMs: 3_600_000, passwordDays: 0 }
  const settings = { secondFactor, sessions, operatorSessions: sessions, ...lasting }
  const signing = createSignIn({ db, now, signIn: settings, secretBox: await openBox(shell) })
  const { account, password } = who
  const enter = async (code?: string) => signing.signIn({ account, password, code }, 'command line')
  const { caller } = await enter().catch(async (error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'second_factor_needed') throw error
    return enter(await who.ask(account, 'code'))
  })
  try {
    if (caller.due) throw new Refusal(caller.due)
    if (!caller.permissions.includes(who.needs)) throw new Refusal('not_permitted', { needs: who.needs })
    return await use(caller)
  } finally {
    await signing.signOut(caller)
  }
}
