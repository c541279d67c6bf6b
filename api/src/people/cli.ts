import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { newPersonSchema, roles } from '../../contract/people.ts'
import { environment } from '../config.ts'
import { openDatabase } from '../database/client.ts'
import { ensureMigrated } from '../database/deploy-migrations.ts'
import { z } from 'zod'
import { generatePassword } from './passwords.ts'
import { unlockAccount } from './unlock.ts'
import { createPerson, resetFactor, resetPassword } from './write-person.ts'

const usage = `usage: people create --account A --name N --role ROLE
                     [--certificate NUMBER --certificate-until YYYY-MM-DD]
       people password ACCOUNT
       people second-factor ACCOUNT
       people unlock ACCOUNT
ROLE is ${roles.join('|')}.
Create prints the password once; password prints a new one-time password; second-factor takes a lost device away, so that
another is set up at the next sign-in; unlock lifts the lock of too many wrong passwords or codes. They act on the database
of DATABASE_URL, else (npx sightline people …) on that of the product that runs here, of the data folder --data DIR: whoever
may do so stands at the machine itself, and nobody is asked to decide. It is also the way back where the only security
administrator is gone: create another.`

const options = {
  account: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  certificate: { type: 'string' },
  'certificate-until': { type: 'string' },
} as const

async function create(args: string[], url: string): Promise<string> {
  const { values } = parseArgs({ args, options })
  const until = values['certificate-until']
  const validUntil = until === undefined ? undefined : Date.parse(`${until}T23:59:59+08:00`)
  const certificate = values.certificate === undefined ? null : { number: values.certificate, validUntil }
  const { account, name, role } = values
  const given = newPersonSchema.safeParse({ account, name, role, certificate, password: generatePassword() })
  if (!given.success) throw new Error(`${z.prettifyError(given.error)}\n${usage}`)
  await ensureMigrated(url)
  const db = openDatabase(url, { maxConnections: 2 })
  try {
    await createPerson({ db, now: () => Date.now(), newId: randomUUID }, given.data, 'system')
  } finally {
    await db.$disconnect()
  }
  return given.data.password
}

/** For the administrator whom no other could help. */
async function newPassword([account = '']: string[], url: string): Promise<string> {
  const db = openDatabase(url, { maxConnections: 2 })
  const password = generatePassword()
  try {
    await resetPassword({ db, now: () => Date.now() }, { account, password }, 'system')
    return password
  } finally {
    await db.$disconnect()
  }
}

/** For whoever lost both the device and the recovery codes, and has no two administrators to ask. */
async function forgetDevice([account = '']: string[], url: string): Promise<string> {
  const db = openDatabase(url, { maxConnections: 2 })
  try {
    await resetFactor({ db, now: () => Date.now() }, account, 'system')
    return `second factor of ${account} taken away`
  } finally {
    await db.$disconnect()
  }
}

async function unlock([account = '']: string[], url: string): Promise<string> {
  const db = openDatabase(url, { maxConnections: 2 })
  try {
    await unlockAccount({ db, now: () => Date.now() }, account)
    return `unlocked ${account}`
  } finally {
    await db.$disconnect()
  }
}

const commands = new Map([
  ['create', create],
  ['password', newPassword],
  ['second-factor', forgetDevice],
  ['unlock', unlock],
])

try {
  const [command = '', ...args] = process.argv.slice(2)
  const { DATABASE_URL: url } = environment()
  const run = commands.get(command)
  if (!run) throw new Error(usage)
  if (!url) throw new Error('DATABASE_URL is not set')
  process.stdout.write(`${await run(args, url)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
