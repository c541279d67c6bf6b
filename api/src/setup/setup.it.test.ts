import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { day, password, signIn, startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const token = 'a-token-of-the-first-start'
const sha256 = createHash('sha256').update(token).digest('hex')

describe.skipIf(!testServer)('the first administrator', () => {
  let api: TestApi
  beforeEach(async () => {
    api = await startTestApi()
    await offer(api.clock.at + day)
  })
  afterEach(() => api?.close())
  const offer = (expiresAt: number) =>
    writeFile(api.world.setupFile, JSON.stringify({ sha256, expiresAt }), { mode: 0o600 })
  let address = 0
  const make = (change: object = {}, remoteAddress = `10.9.0.${(address += 1)}`) =>
    api.app.inject({
      method: 'POST',
      url: '/api/setup',
      payload: { token, account: 'first', name: '第一位', password, ...change },
      remoteAddress,
    })
  const admins = () => api.world.db.person.count({ where: { role: 'system_admin' } })
  const isOpen = async () =>
    (await api.app.inject({ method: 'GET', url: '/api/setup' })).json<{ isOpen: boolean }>().isOpen

  it('is made by the link, signs in, and the link is then of no use', async () => {
    expect(await isOpen()).toBe(true)
    expect((await make()).statusCode).toBe(200)
    expect((await signIn(api.app, { account: 'first', password })).statusCode).toBe(200)
    expect(await isOpen()).toBe(false)
    expect((await make({ account: 'second' })).json()).toMatchObject({ code: 'setup_done' })
    expect(await admins()).toBe(1)
    const trail = await api.world.db.auditEntry.findMany({ where: { actor: 'setup' } })
    expect(trail.map(({ action }) => action)).toEqual(['setup.done', 'person.created'])
    expect(JSON.stringify(trail)).not.toContain(token)
  })

  it.each([
    ['another token', { token: `${token}x` }],
    ['the hash itself, read from the disk', { token: sha256 }],
    ['half a token', { token: token.slice(0, 8) }],
  ])('is not made by %s, and that is written down', async (_, change) => {
    expect((await make(change)).json()).toMatchObject({ code: 'setup_refused' })
    expect(await admins()).toBe(0)
    const refused = await api.world.db.auditEntry.findMany({ where: { action: 'setup.refused' } })
    expect(refused).toHaveLength(1)
  })

  it('is not made after 24 hours', async () => {
    api.clock.at += day
    expect((await make()).json()).toMatchObject({ code: 'setup_refused' })
    expect(await admins()).toBe(0)
  })

  it('is not made where no link was ever given out, or its file is damaged', async () => {
    await writeFile(api.world.setupFile, '{"sha256":')
    expect((await make()).statusCode).toBeGreaterThanOrEqual(400)
    await writeFile(api.world.setupFile, '{}')
    expect((await make()).json()).toMatchObject({ code: 'setup_refused' })
    expect(await admins()).toBe(0)
  })

  it('is one, of ten who come at once with the same link', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => make({ account: `at-once-${i}` })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array<number>(9).fill(409)])
    expect(await admins()).toBe(1)
  })

  it('is made by nobody where one exists already, be it one who left', async () => {
    const admin = await api.as('system_admin')
    await api.world.db.person.update({ where: { id: admin.id }, data: { active: false } })
    expect((await make()).json()).toMatchObject({ code: 'setup_done' })
    expect(await admins()).toBe(1)
  })

  it('has no weak password and no other role', async () => {
    expect((await make({ password: 'aaaaaaaaaaaaaa' })).json()).toMatchObject({ code: 'weak_password' })
    await make({ role: 'officer' })
    expect((await api.world.db.person.findFirst())?.role).toBe('system_admin')
  })

  it('brings a device administrator along, whose one-time password is told once; both or nobody', async () => {
    const taken = await make({ deviceAdmin: { account: 'first', name: '同名' } })
    expect(taken.json()).toMatchObject({ code: 'name_taken' })
    expect(await api.world.db.person.count()).toBe(0)
    const made = await make({ deviceAdmin: { account: 'devices', name: '设备' } })
    const { deviceAdminPassword } = made.json<{ deviceAdminPassword: string }>()
    const device = await signIn(api.app, { account: 'devices', password: deviceAdminPassword })
    expect(device.json()).toMatchObject({ person: { role: 'device_admin' }, permissions: [] })
    const trail = await api.world.db.auditEntry.findMany({ where: { action: 'person.created' } })
    expect(trail.map(({ facts }) => facts)).toMatchObject([
      { role: 'system_admin' },
      { role: 'device_admin', made_by_only_administrator: true },
    ])
    expect(JSON.stringify(trail)).not.toContain(deviceAdminPassword)
  })

  it('is not guessed: an address that tries on and on is slowed', async () => {
    const once = async () => (await make({ token: 'guess' }, '10.8.8.8')).statusCode
    const statuses: number[] = []
    for (let i = 0; i < 11; i += 1) statuses.push(await once())
    expect(statuses.at(-1)).toBe(429)
  })
})
