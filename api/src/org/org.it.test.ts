import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonRequest } from '../../contract/people.ts'
import type { Unit } from '../../contract/units.ts'
import { takeLock } from '../database/locks.ts'
import { permissionsOf } from '../people/permissions.ts'
import { signIn, startTestApi, password, type As, type TestApi } from '../test/api.ts'
import { putInUse } from '../test/put-in-use.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { personOf } from '../test/two-towns.ts'
import { testServer } from '../test/database.ts'

type Answer = Awaited<ReturnType<As['call']>>
const told = (answer: Answer) => {
  const { code, facts } = answer.json<{ code?: string; facts?: { why?: string } }>()
  return [answer.statusCode, code, facts?.why]
}

describe.skipIf(!testServer)('the units of an agency', () => {
  let api: TestApi
  let steps: Steps
  let top: As
  let devices: As
  let address: string
  const unit = { district: '', a: '', b: '' }
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    top = await api.as('system_admin')
    devices = steps.admin
    address = await api.app.listen({ port: 0, host: '127.0.0.1' })
    unit.district = await make('root', 'district', '甲区')
    unit.a = await make(unit.district, 'town', '甲镇')
    unit.b = await make(unit.district, 'town', '乙镇')
  })
  afterAll(() => api?.close())

  async function make(parentId: string, kind: string, name: string): Promise<string> {
    const answer = await top.call('POST', '/api/units', { parentId, kind, name })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json<Unit>().id
  }
  const units = async (by: As) => (await by.call('GET', '/api/units')).json<{ items: Unit[] }>().items
  const unitOf = async (id: string) => (await units(top)).find((one) => one.id === id)
  const change = async (by: As, id: string, what: object) =>
    by.call('PATCH', `/api/units/${id}`, { version: (await unitOf(id))?.version ?? 1, ...what })
  const movePerson = async (id: string, unitId: string, by = top) => {
    const { version } = await api.world.db.person.findUniqueOrThrow({ where: { id } })
    return by.call('PATCH', `/api/people/${id}`, { version, unitId })
  }
  const requestsOf = async (by: As) =>
    (await by.call('GET', '/api/people/requests')).json<{ items: PersonRequest[] }>().items
  const decide = (by: As, id: string) =>
    by.call('POST', `/api/people/requests/${id}`, { decision: 'approve' })
  const unitOfPerson = async (id: string) =>
    (await api.world.db.person.findUniqueOrThrow({ where: { id } })).unitId
  const sourceIn = async (unitId: string, n: number): Promise<string> => {
    const body = { name: `点位${n}`, kind: 'fixed', url: `rtsp://10.0.1.${n}/main`, unitId }
    const { id } = (await devices.call('POST', '/api/sources', body)).json<{ id: string }>()
    await putInUse(api.world.db, id)
    return id
  }

  it('who is of the whole agency sees all, and a town sees no more than its own and nothing above', async () => {
    const names = (await units(top)).map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set(['本级', '甲区', '甲镇', '乙镇']))
    const admin = await personOf(api, unit.a, 'system_admin')
    expect(await units(admin)).toMatchObject([{ id: unit.a, parentId: null }])
  })

  it('what binds every unit is neither offered nor done below the top', async () => {
    const admin = await personOf(api, unit.a, 'device_admin')
    const answer = await signIn(api.app, { account: `device_admin.${unit.a.slice(0, 8)}`, password })
    const { permissions } = answer.json<{ permissions: string[] }>()
    expect(permissions).toContain('sources.write')
    expect(permissions).not.toContain('models.write')
    expect(permissionsOf('device_admin')).toContain('models.write')
    expect(told(await admin.call('POST', '/api/models', {}))).toEqual([403, 'not_permitted', undefined])
  })

  it('nobody raises what he reaches', async () => {
    const admin = await personOf(api, unit.district, 'system_admin')
    expect(told(await movePerson(admin.id, unit.a, admin))).toEqual([409, 'unit_refused', 'own_move'])
    expect(told(await movePerson(admin.id, 'root', admin))).toEqual([409, 'unit_refused', 'own_move'])
    const own = await personOf(api, unit.a, 'operator')
    expect(told(await movePerson(own.id, 'root', admin))).toEqual([404, 'not_found', undefined])
    expect(told(await change(admin, unit.district, { regionCode: '500110' }))).toEqual([
      409,
      'unit_refused',
      'own_unit',
    ])
    expect(told(await change(admin, unit.a, { parentId: 'root' }))).toEqual([404, 'not_found', undefined])
    const above = {
      account: 'above',
      name: 'n',
      role: 'operator',
      password: 'First-otter-3-window',
      unitId: 'root',
    }
    expect(told(await admin.call('POST', '/api/people', above))).toEqual([404, 'not_found', undefined])
  })

  it('what an administrator registers belongs to his unit, and the last of the top stays there', async () => {
    const admin = await personOf(api, unit.a, 'device_admin')
    const body = { name: '镇里的', kind: 'fixed', url: 'rtsp://10.0.2.1/main' }
    expect((await admin.call('POST', '/api/sources', body)).json()).toMatchObject({ unitId: unit.a })
    await personOf(api, 'root', 'supervisor')
    expect(told(await movePerson(top.id, unit.a, await personOf(api, 'root', 'system_admin')))[0]).toBe(200)
    const sue = await personOf(api, 'root', 'security_admin')
    const [request] = await requestsOf(sue)
    expect(request).toMatchObject({ personId: top.id, movesTo: unit.a })
    expect(await unitOfPerson(top.id)).toBe('root')
    expect((await decide(sue, request!.id)).statusCode).toBe(200)
    expect(await unitOfPerson(top.id)).toBe(unit.a)
    const other = await personOf(api, 'root', 'system_admin')
    expect(told(await movePerson(other.id, unit.a, top))).toEqual([404, 'not_found', undefined])
    await movePerson(top.id, 'root', other)
    expect((await decide(sue, (await requestsOf(sue))[0]!.id)).statusCode).toBe(200)
    expect(await unitOfPerson(top.id)).toBe('root')
    await movePerson(other.id, unit.a)
    const [leaving] = await requestsOf(sue)
    expect((await decide(sue, leaving!.id)).statusCode).toBe(200)
    expect(told(await movePerson(sue.id, unit.a))[0]).toBe(200)
  })

  it('who decides anything is moved by two, and nobody is let see more by one who does not reach it', async () => {
    const officer = await personOf(api, unit.b, 'officer')
    const [district, town] = [
      await personOf(api, unit.district, 'system_admin'),
      await personOf(api, unit.b, 'security_admin'),
    ]
    expect(told(await movePerson(officer.id, unit.district, district))[0]).toBe(200)
    expect(await unitOfPerson(officer.id)).toBe(unit.b)
    // Of the district: the town's security administrator reaches it not.
    expect((await requestsOf(town)).map(({ personId }) => personId)).not.toContain(officer.id)
    const above = await personOf(api, unit.district, 'security_admin')
    const mine = (await requestsOf(above)).find(({ personId }) => personId === officer.id)
    expect((await decide(above, mine!.id)).statusCode).toBe(200)
    expect(await unitOfPerson(officer.id)).toBe(unit.district)
  })

  it('who administers a town decides for it alone, and stands in nobody’s way above', async () => {
    const { db } = api.world
    await db.person.updateMany({ where: { role: 'security_admin', unitId: 'root' }, data: { active: false } })
    const second = await api.as('system_admin', 'second.root')
    const wanted = { account: 'wanted', name: 'n', role: 'head', password: 'First-otter-3-window' }
    const asked = (await top.call('POST', '/api/people', wanted)).json<{ request: { id: string } }>()
    const way = `/api/people/requests/${asked.request.id}/stand-in`
    expect((await second.call('POST', way, { decision: 'approve' })).statusCode).toBe(200)
    const inTown = { ...wanted, account: 'wanted.too', unitId: unit.b }
    const there = (await top.call('POST', '/api/people', inTown)).json<{ request: { id: string } }>()
    const wayThere = `/api/people/requests/${there.request.id}/stand-in`
    const refused = await second.call('POST', wayThere, { decision: 'approve' })
    expect(refused.json()).toMatchObject({ code: 'security_admin_decides' })
    const town = await personOf(api, unit.b, 'security_admin')
    expect((await decide(town, there.request.id)).statusCode).toBe(200)
  })

  it('a list of certificates is asked for in the unit of who brings it, and takes no number of another one', async () => {
    const brings = await personOf(api, unit.b, 'system_admin')
    const officer = await personOf(api, unit.b, 'officer')
    const { account } = await api.world.db.person.findUniqueOrThrow({ where: { id: officer.id } })
    await api.world.db.person.update({ where: { id: officer.id }, data: { unitId: unit.b } })
    const elsewhere = await personOf(api, unit.a, 'officer')
    const known = await api.world.db.person.findUniqueOrThrow({ where: { id: elsewhere.id } })
    const send = (number: string) =>
      brings.call('POST', '/api/people/certificates', {
        fileName: 'a.csv',
        base64: Buffer.from(`账号,执法证号,有效期至\n${account},${number},2027-06-01\n`).toString('base64'),
        dryRun: false,
      })
    expect((await send(known.certificateNumber ?? '')).json()).toMatchObject({
      code: 'certificates_invalid',
      problems: [{ message: 'number_taken' }],
    })
    expect((await send('CQ-of-town')).statusCode).toBe(200)
    const town = await personOf(api, unit.b, 'security_admin')
    const list = (await requestsOf(town)).find(({ certificates }) => certificates !== null)
    expect(list).toMatchObject({ unitId: unit.b, certificates: [{ account }] })
    expect((await requestsOf(await personOf(api, unit.a, 'system_admin'))).length).toBe(0)
    expect((await decide(town, list!.id)).statusCode).toBe(200)
  })

  it('a person moved while signed in is answered by the new unit at once', async () => {
    const [mine, theirs] = [await sourceIn(unit.a, 11), await sourceIn(unit.b, 12)]
    const operator = await personOf(api, unit.a, 'operator')
    const sees = async (id: string) => (await operator.call('GET', `/api/sources/${id}`)).statusCode
    expect([await sees(mine), await sees(theirs)]).toEqual([200, 404])
    await movePerson(operator.id, unit.b)
    expect([await sees(mine), await sees(theirs)]).toEqual([404, 200])
    const entry = await api.world.db.auditEntry.findFirstOrThrow({
      where: { subject: `person/${operator.id}`, action: 'person.changed' },
    })
    expect(entry.facts).toMatchObject({ from: { unit: unit.a }, to: { unit: unit.b } })
    await movePerson(operator.id, unit.a)
  })

  it('a source that moves while its alert is open leaves the alert where it was', async () => {
    const sourceId = await sourceIn(unit.a, 21)
    await steps.intake(await steps.sealer.seal({ sourceId, findingId: 'before-move' }))
    const findingId = 'before-move'
    const { id: alertId } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
    const days = { fromDay: '2023-11-01', toDay: '2023-12-31' }
    const permit = { kind: 'loading', number: '许1', holder: '店', zoneIds: [`zone-${sourceId}`], ...days }
    await devices.call('POST', '/api/permits', permit)
    const { version } = (await devices.call('GET', `/api/sources/${sourceId}`)).json<{ version: number }>()
    await devices.call('PATCH', `/api/sources/${sourceId}`, { version, unitId: unit.b })
    await steps.intake(await steps.sealer.seal({ sourceId, findingId, stage: 'closed' }))
    await steps.intake(
      await steps.sealer.seal({ sourceId, findingId: 'after-move', openedAt: 1_750_000_000_000 }),
    )
    const listed = async (by: As) =>
      (await by.call('GET', '/api/alerts'))
        .json<{ items: { findingId: string }[] }>()
        .items.map((one) => one.findingId)
    const [a, b] = [await personOf(api, unit.a, 'operator'), await personOf(api, unit.b, 'operator')]
    expect([await listed(a), await listed(b)]).toEqual([['before-move'], ['after-move']])
    expect((await a.call('GET', `/api/alerts/${alertId}`)).statusCode).toBe(200)
    expect((await a.call('GET', `/api/alerts/${alertId}/thumb`)).statusCode).toBe(200)
    expect((await b.call('GET', `/api/alerts/${alertId}/thumb`)).statusCode).toBe(404)
    const permits = (await a.call('GET', `/api/alerts/${alertId}/permits`)).json<{ items: object[] }>()
    expect(permits.items).toHaveLength(1)
    const byHand = api.world.db.alert.update({ where: { id: alertId }, data: { unitId: unit.b } })
    await expect(byHand).rejects.toThrow('append-only')
  })

  it('a live stream tells of the own unit alone, and ends when its person is moved', async () => {
    const operator = await personOf(api, unit.a, 'operator')
    const stream = await fetch(`${address}/api/live`, { headers: { cookie: operator.cookie } })
    let heard = ''
    const ended = (async () => {
      const decoder = new TextDecoder()
      for await (const chunk of stream.body ?? []) heard += decoder.decode(chunk as Uint8Array)
    })()
    const theirs = await sourceIn(unit.b, 31)
    const mine = await sourceIn(unit.a, 32)
    await expect.poll(() => heard, { timeout: 10_000 }).toContain(mine)
    expect(heard).not.toContain(theirs)
    await movePerson(operator.id, unit.b)
    await ended
  })

  it('two who put two units below each other at once: one is refused, and no circle arises', async () => {
    const [one, other] = [await make(unit.a, 'department', '一科'), await make(unit.a, 'department', '二科')]
    const answers = await Promise.all([
      change(top, one, { parentId: other }),
      change(top, other, { parentId: one }),
    ])
    expect(answers.map(told).toSorted()).toEqual([
      [200, undefined, undefined],
      [409, 'unit_refused', 'below_itself'],
    ])
    const rows = await units(top)
    expect(
      rows.filter(
        ({ id, parentId }) => (id === one && parentId === other) || (id === other && parentId === one),
      ),
    ).toHaveLength(1)
  })

  it('a unit with people or sources is not closed, and a closed one takes nobody in', async () => {
    expect(told(await change(top, unit.a, { active: false }))).toEqual([409, 'unit_refused', 'not_empty'])
    const empty = await make(unit.district, 'department', '空科')
    expect(told(await change(top, empty, { active: false }))).toEqual([200, undefined, undefined])
    const operator = await personOf(api, unit.b, 'operator')
    expect(told(await movePerson(operator.id, empty))).toEqual([409, 'unit_refused', 'closed'])
    const body = { name: '点位', kind: 'fixed', url: 'rtsp://10.0.1.99/main', unitId: empty }
    expect(told(await devices.call('POST', '/api/sources', body))).toEqual([409, 'unit_refused', 'closed'])
  })

  const newcomer = (n: number, unitId: string) =>
    top.call('POST', '/api/people', {
      account: `op.${n}`,
      name: `op.${n}`,
      role: 'operator',
      password,
      unitId,
    })
  /** Ways into a unit; each readies who comes, and answers how he does. */
  const comers: Record<string, (unitId: string, n: number) => Promise<() => Promise<Answer>>> = {
    'a new person': async (unitId, n) => () => newcomer(n, unitId),
    'a person who is moved': async (unitId, n) => {
      const { id } = (await newcomer(n, unit.b)).json<{ person: { id: string } }>().person
      return () => movePerson(id, unitId)
    },
    'a person who comes back into service': async (unitId, n) => {
      const { id } = (await newcomer(n, unitId)).json<{ person: { id: string } }>().person
      await top.call('PATCH', `/api/people/${id}`, { version: 1, active: false })
      return () => top.call('PATCH', `/api/people/${id}`, { version: 2, active: true })
    },
    'a new source': async (unitId, n) => () =>
      devices.call('POST', '/api/sources', {
        name: `点位${n}`,
        kind: 'fixed',
        url: `rtsp://10.0.2.${n}/main`,
        unitId,
      }),
    'a source that is moved': async (unitId, n) => {
      const id = await sourceIn(unit.b, n)
      const { version } = await api.world.db.source.findUniqueOrThrow({ where: { id } })
      return () => devices.call('PATCH', `/api/sources/${id}`, { version, unitId })
    },
  }
  it.each(
    Object.keys(comers).flatMap(
      (who, i) =>
        [
          [who, 'before', 100 + 2 * i],
          [who, 'after', 101 + 2 * i],
        ] as const,
    ),
  )(
    '%s at the moment at which its unit is closed, %s it: nobody is in a closed unit',
    async (who, order, n) => {
      const { db } = api.world
      const unitId = await make(unit.district, 'department', `科${n}`)
      const come = await comers[who]!(unitId, n)
      const close = () => change(top, unitId, { active: false })
      const waiting = () => db.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      // Who is first has written all but his row of the trail; the other one waits for the unit.
      const [first, second] = order === 'before' ? [come, close] : [close, come]
      const held = await db.$transaction(async (tx) => {
        await takeLock(tx, 'auditChain')
        const one = first()
        await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toHaveLength(1)
        const other = second()
        await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toHaveLength(2)
        return { one, other }
      })
      expect((await held.one).statusCode).toBe(200)
      expect(told(await held.other)).toEqual([
        409,
        'unit_refused',
        order === 'before' ? 'not_empty' : 'closed',
      ])
      const { active } = await db.orgUnit.findUniqueOrThrow({ where: { id: unitId } })
      const inside =
        (await db.person.count({ where: { unitId, active: true } })) +
        (await db.source.count({ where: { unitId } }))
      expect([active, inside]).toEqual(order === 'before' ? [true, 1] : [false, 0])
    },
  )

  it('a table of units is taken in whole or not at all', async () => {
    const table = (...rows: string[]) =>
      Buffer.from(['代码,名称,级别,上级代码', ...rows].join('\n')).toString('base64')
    const send = (base64: string, dryRun: boolean) =>
      top.call('POST', '/api/units/import', { base64, dryRun })
    const known = (await units(top)).map(({ id }) => id)
    const bad = table('500120,乙区,区县,', '500120101,丙镇,镇,500999', '500120102,,村,500120')
    expect(
      (await send(bad, true)).json<{ problems: { line: number; code: string }[] }>().problems,
    ).toMatchObject([
      { line: 3, column: 'parent', code: 'parent_unknown' },
      { line: 4, column: 'name', code: 'empty' },
      { line: 4, column: 'kind', code: 'bad_kind' },
    ])
    expect(told(await send(bad, false))[1]).toBe('unit_import_invalid')
    expect((await units(top)).length).toBe(known.length)
    const good = table('D1,法制科,部门,500120101', '500120101,丙镇,镇街,500120', '500120,乙区,区县,')
    expect((await send(good, false)).json()).toMatchObject({ created: 3, problems: [] })
    const made = (await units(top)).filter(({ id }) => !known.includes(id))
    expect(made.map(({ name, regionCode }) => [name, regionCode])).toEqual(
      expect.arrayContaining([
        ['乙区', '500120'],
        ['丙镇', '500120101'],
        ['法制科', ''],
      ]),
    )
  })
})
