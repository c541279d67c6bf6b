import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../api/contract/routes.ts'
import { canTrace, destinationsOf, outside, traced, withoutTrace } from '../dev/servers/traced.ts'
import { hasDefaultModel, withoutModel } from '../dev/servers/weights.ts'
import { scenes } from '../dev/simulator/scenes/scenes.ts'
import { signIn, type Client } from '../dev/stack/client.ts'
import { enrol, type Device } from '../dev/stack/device.ts'
import {
  caseOf,
  confirm,
  firstAlert,
  inspectOnSite,
  openExhibits,
  passOn,
  takeOriginals,
} from '../dev/stack/journey.ts'
import { verifyPackage } from '../dev/stack/smoke.ts'
import { systemClock } from '../platform/clock.ts'
import { backUp } from './backup.ts'
import { startChild, until, type Child } from './child.ts'
import { placesOf } from './data-folder.ts'
import { appliedMigrations, knownMigrations } from './data-version.ts'
import { repository } from './mains.ts'
import { removePostgresData, startPostgres } from './postgres.ts'
import { restore, restoreCopy } from './restore.ts'

/** The newest migration of the last version whose data was not kept by `npm start`. */
const lastOfOld = '20261122130100_worker_report'
const password = 'Correct-horse-7-battery'
const oneTime = 'First-otter-3-window'

interface Started {
  readonly url: string
  readonly lines: readonly string[]
  readonly child: Child
}

const running: Child[] = []

/** `npm start`, as a person starts it; with a file for whom it and all that it starts speak to. */
async function start(dataDir: string, trace: string | null = null): Promise<Started> {
  const lines: string[] = []
  const entry = join(repository, 'infra/start/start-cli.ts')
  const line = [process.execPath, '--import', 'tsx', entry, '--port', '0', '--data', dataDir] as const
  const [command, ...args] = trace === null ? line : traced(trace, line)
  const child = startChild(command, args, {
    cwd: repository,
    env: { ...process.env, SIGHTLINE_DRAWN_SCENES: 'pavement' },
    onLine: (line) => lines.push(line),
  })
  running.push(child)
  const isUp = async () => {
    if (child.process.exitCode !== null) return true
    return lines.some((line) => line.includes('Ctrl+C'))
  }
  await until('the product is up', isUp, 120_000)
  return { url: /http:\/\/[\d.:]+/.exec(lines.join('\n'))?.[0] ?? '', lines, child }
}

/** A database as the old version left it: its migrations and nothing later, and an operator. */
async function makeOldData(dataDir: string): Promise<string[]> {
  const old = knownMigrations().filter((name) => name <= lastOfOld)
  // Where no later version exists yet, one step older: there is always something to migrate.
  if (old.length === knownMigrations().length) old.pop()
  const server = await startPostgres({ dataDir: placesOf(dataDir).postgres })
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query('CREATE DATABASE sightline')
  await admin.end()
  const url = new URL(server.url)
  url.pathname = '/sightline'
  const db = new pg.Client({ connectionString: url.toString() })
  await db.connect()
  await db.query(`CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
  for (const name of old) {
    const sql = readFileSync(join(repository, 'api/prisma/migrations', name, 'migration.sql'), 'utf8')
    await db.query(sql)
    const checksum = createHash('sha256').update(sql).digest('hex')
    await db.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES (gen_random_uuid(), $1, now(), $2, 1)`,
      [checksum, name],
    )
  }
  await db.query(`INSERT INTO worker_key (id, public_key_pem, first_seen_at)
    VALUES ('0123456789abcdef', 'of the old version', now())`)
  await db.query(`INSERT INTO person (id, account, name, role, password_hash, created_at)
    VALUES (gen_random_uuid(), 'of.old', '旧人', 'operator', 'none', now())`)
  await db.end()
  await server.stop()
  return old
}

/** Which workers' keys are trusted, and why. */
async function decisions(dataDir: string): Promise<object[]> {
  const url = readFileSync(join(placesOf(dataDir).secrets, 'database.url'), 'utf8').trim()
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  const { rows } = await db.query<object>(
    'SELECT key_id, because FROM worker_key_decision ORDER BY because DESC',
  )
  await db.end()
  return rows
}

/** Whether the programs work by a role that can change nothing that is recorded. */
async function isRoleLeast({ url }: Started): Promise<unknown> {
  const told = (await (await fetch(`${url}/healthz`)).json()) as { parts: Record<string, unknown> }
  return told.parts['databaseRole']
}

async function makeFirstAdmins({ url, lines }: Started): Promise<Record<'system' | 'devices', Client>> {
  const token = /\/setup#(\S+)/.exec(lines.join('\n'))?.[1]
  const deviceAdmin = { account: 'devices', name: '设备管理员' }
  const body = JSON.stringify({ token, account: 'first', name: '第一位', password, deviceAdmin })
  const headers = { 'content-type': 'application/json' }
  const made = await fetch(`${url}/api/setup`, { method: 'POST', headers, body })
  expect(made.status).toBe(200)
  const { deviceAdminPassword } = (await made.json()) as { deviceAdminPassword: string }
  const system = await setUpDevice(await signIn(url, 'first', password), 'first')
  return { system, devices: await firstSignIn(url, 'devices', deviceAdminPassword) }
}

/** The phones of those whose role needs one, by account. */
const phones = new Map<string, Device>()
const enter = (url: string, account: string): Promise<Client> => {
  const device = phones.get(account)
  return signIn(url, account, device ? { password, device } : password)
}

/** Who decides anything does nothing before a second factor is set up. */
async function setUpDevice(person: Client, account: string): Promise<Client> {
  await expect(person.call(routes.sources.list)).rejects.toMatchObject({ code: 'second_factor_due' })
  phones.set(account, await enrol(person))
  return person
}

/** Who was registered by another person sets a password of their own first, and then, but for operators, a second factor up. */
async function firstSignIn(url: string, account: string, current = oneTime): Promise<Client> {
  const person = await signIn(url, account, current)
  await person.call(routes.session.ownPassword, { body: { current, next: password } })
  return account === 'operator' ? person : setUpDevice(person, account)
}

/** The one system administrator makes a security administrator; officers are asked for by the one and decided by the other. */
async function registerPeople(url: string, system: Client): Promise<void> {
  const create = (account: string, role: string, certificate: object | null = null) =>
    system.call(routes.people.create, {
      body: { account, name: account, role, password: oneTime, certificate },
    })
  await create('security', 'security_admin')
  const security = await firstSignIn(url, 'security')
  await create('operator', 'operator')
  for (const account of ['officer1', 'officer2', 'head']) {
    const certificate = { number: `CQ-${account}`, validUntil: Date.now() + 365 * 86_400_000 }
    const isOfficer = account !== 'head'
    const { request } = await create(account, isOfficer ? 'officer' : 'head', isOfficer ? certificate : null)
    const params = { id: String(request?.id) }
    await security.call(routes.people.decide, { params, body: { decision: 'approve' } })
  }
  for (const account of ['operator', 'officer1', 'officer2', 'head']) await firstSignIn(url, account)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Every exhibit of an alert, by what its bytes hash to now. */
async function hashes(person: Client, alertId: string): Promise<Record<string, string>> {
  const { exhibits } = await person.call(routes.alerts.get, { params: { id: alertId } })
  const rows: [string, string][] = []
  for (const { id } of exhibits)
    rows.push([id, sha256((await person.bytes(routes.exhibits.content, { params: { id } })).body)])
  expect(rows.length).toBeGreaterThan(0)
  return Object.fromEntries(rows)
}

describe('started for keeps', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-keeps-'))
  const [data, elsewhere] = [join(dir, 'data'), join(dir, 'elsewhere')]
  const trace = join(dir, 'told')
  let old: string[] = []
  let copy = ''
  beforeAll(async () => {
    old = await makeOldData(data)
  })
  afterAll(async () => {
    for (const child of running) await child.stop('SIGTERM', 60_000)
    for (const folder of [data, elsewhere]) removePostgresData(placesOf(folder).postgres)
    rmSync(dir, { recursive: true, force: true })
  })

  it('upgrade, first administrator, one click, case, kill -9, restart, backup, restore elsewhere', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    const first = await start(data, canTrace() ? trace : null)
    expect(old.length).toBeGreaterThan(0)
    copy = /copied before as (sightline_before_\d+)/.exec(first.lines.join('\n'))?.[1] ?? ''
    expect(copy).not.toBe('')
    expect(await isRoleLeast(first)).toBe(true)
    const { system, devices } = await makeFirstAdmins(first)
    const { items: people } = await system.call(routes.people.list)
    expect(people.map(({ account }) => account)).toContain('of.old')
    expect(first.lines.join('\n')).toMatch(/worker key trusted: [0-9a-f]{16}/)
    expect(await decisions(data)).toEqual([
      { key_id: '0123456789abcdef', because: 'known before keys were enrolled' },
      { key_id: expect.any(String) as string, because: 'SIGHTLINE_WORKER_KEYS' },
    ])
    await registerPeople(first.url, system)

    await devices.call(routes.machine.drawCameras, { body: {} })
    const drawn = async () => (await devices.call(routes.machine.get)).machine?.drawn
    await until('the drawn cameras are watched', async () => ((await drawn())?.watched ?? 0) > 0, 300_000)
    const operator = await enter(first.url, 'operator')
    const alert = await firstAlert(operator, {
      timeoutMs: 180_000,
      wanted: ({ kind }) => kind === 'illegal_parking',
    })
    // What follows an alert is recorded while its camera is watched.
    await openExhibits(operator, alert.id)
    await devices.call(routes.machine.removeCameras, { body: {} })
    expect(await drawn()).toMatchObject({ state: 'off', watched: 0 })
    await passOn(operator, alert)
    const plate = scenes['pavement']?.actors.find(({ id }) => id === 'car-a')?.look?.text ?? ''
    const [ann, bob] = [await enter(first.url, 'officer1'), await enter(first.url, 'officer2')]
    // What a program drew proves nothing: a case comes of it only where an officer says to have been there.
    await openExhibits(ann, alert.id)
    await expect(confirm(ann, alert.id, plate)).rejects.toMatchObject({ code: 'case_onsite' })
    const photo = await inspectOnSite(ann, alert.id, '演示：到场查看，车辆仍在人行道上')
    for (const officer of [ann, bob]) {
      await openExhibits(officer, alert.id)
      await confirm(officer, alert.id, plate)
    }
    const before = await hashes(operator, alert.id)

    first.child.process.kill('SIGKILL')
    const second = await start(data)
    expect(await isRoleLeast(second)).toBe(true)
    expect(second.lines.join('\n')).not.toMatch(/\/setup#|copied before/)
    expect(await hashes(await enter(second.url, 'operator'), alert.id)).toEqual(before)

    const file = await backUp(data, join(dir, 'backup.tar'), systemClock)
    await restore(file, elsewhere)
    const third = await start(elsewhere)
    expect(await isRoleLeast(third)).toBe(true)
    expect(await hashes(await enter(third.url, 'operator'), alert.id)).toEqual(before)
    const officer = await enter(third.url, 'officer1')
    const brought = await officer.bytes(routes.siteFiles.content, { params: { id: photo.id } })
    expect(sha256(brought.body)).toBe(photo.sha256)
    const { id, number, standing } = await caseOf(officer, alert.id)
    expect(number).toMatch(/^20\d\d-\d{6}$/)
    expect(standing).toBe('clue')
    const granter = await enter(third.url, 'head')
    writeFileSync(join(dir, 'case.zip'), await takeOriginals({ taker: officer, granter }, id))
    expect(
      await verifyPackage(join(dir, 'case.zip'), {
        SIGHTLINE_SECRETS_DIR: placesOf(elsewhere).secrets,
      }),
    ).toMatchObject({ code: 0 })
    for (const key of ['seal.key', 'ingest/signing-key.pem'])
      expect(readFileSync(join(placesOf(elsewhere).secrets, key))).toEqual(
        readFileSync(join(placesOf(data).secrets, key)),
      )
    await third.child.stop('SIGTERM', 60_000)
  })

  it('nobody outside this machine was told anything, from the start to the case (R75)', (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    if (!canTrace()) context.skip(withoutTrace)
    const told = destinationsOf([trace])
    expect(told.length).toBeGreaterThan(4)
    expect(outside(told)).toEqual([])
  })

  it('data of a newer version are refused by name, and left as they are', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    const { marker } = placesOf(elsewhere)
    const known = JSON.parse(readFileSync(marker, 'utf8')) as { migrations: string[] }
    const newer = JSON.stringify({ ...known, migrations: [...known.migrations, '29990101000000_future'] })
    writeFileSync(marker, newer)
    const { child, lines } = await start(elsewhere)
    expect((await child.ended).code).toBe(1)
    expect(lines.join('\n')).toMatch(/data_newer.*29990101000000_future/)
    expect(readFileSync(marker, 'utf8')).toBe(newer)
  })

  it('the copy of before the upgrade can be put back, and what was there is kept', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    const kept = await restoreCopy(elsewhere, copy, systemClock)
    const server = await startPostgres({ dataDir: placesOf(elsewhere).postgres })
    const appliedIn = (name: string) => {
      const url = new URL(server.url)
      url.pathname = `/${name}`
      return appliedMigrations(url.toString())
    }
    expect(await appliedIn('sightline')).toEqual(old)
    expect(await appliedIn(kept)).toEqual(knownMigrations())
    await server.stop()
  })

  it('a folder that is in use says by whom', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    const { child, lines } = await start(data)
    expect((await child.ended).code).toBe(1)
    expect(lines.join('\n')).toMatch(/data_in_use/)
  })
})
