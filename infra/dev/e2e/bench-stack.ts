import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase, testServer } from '../../platform/test/test-servers.ts'
import { allowPictures } from '../stack/allow-pictures.ts'
import type { Registrars } from '../stack/approve.ts'
import { signIn, type Client } from '../stack/client.ts'
import { registerPeople, signInLawyers, signInRegistrars, type DemoPasswords } from '../stack/people.ts'
import { startStack, type Composition, type Stack, type StackOptions } from '../stack/stack.ts'

export interface Office {
  readonly stack: Stack
  readonly passwords: DemoPasswords
  readonly admin: Client
  /** Who brings a source into use; the admin is one of them. */
  readonly registrars: Registrars
  readonly operator: Client
  readonly officers: readonly [Client, Client]
  readonly head: Client
  close(): Promise<void>
}

/** The whole product on the test run's servers, in a folder and a database of its own, with people signed in. */
export async function openOffice(
  composition: Composition,
  { env = {}, traceDir }: Pick<StackOptions, 'env' | 'traceDir'> = {},
): Promise<Office> {
  const postgres = testServer('pg')
  if (!postgres) throw new Error('the test run has no PostgreSQL')
  const database = await freshDatabase(postgres)
  const dataDir = mkdtempSync(join(tmpdir(), 'sightline-office-'))
  const [redisUrl, s3Url] = [testServer('redis'), testServer('s3')]
  const stack = await startStack({
    dataDir,
    composition,
    port: 0,
    postgresUrl: database.url,
    ...(redisUrl ? { redisUrl } : {}),
    ...(s3Url ? { s3Url } : {}),
    env: { SIGHTLINE_S3_BUCKET: `evidence-${process.pid}-${Date.now()}`, ...env },
    ...(traceDir ? { traceDir } : {}),
    ...(process.env['SIGHTLINE_TEST_VERBOSE']
      ? { onLine: (who: string, line: string) => console.log(`${who}: ${line}`) }
      : {}),
  })
  const close = async () => {
    await stack.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    return { ...(await admit(stack)), stack, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Registers the people of the demo and signs them in. */
async function admit(stack: Stack): Promise<Omit<Office, 'stack' | 'close'>> {
  const passwords = await registerPeople(stack)
  const as = (account: keyof DemoPasswords) => signIn(stack.url, account, passwords[account])
  await allowPictures(await signInLawyers(stack, passwords), 'illegal_parking')
  const registrars = await signInRegistrars(stack, passwords)
  return {
    passwords,
    registrars,
    admin: registrars.admin,
    operator: await as('operator'),
    officers: [await as('officer1'), await as('officer2')],
    head: await as('head'),
  }
}
