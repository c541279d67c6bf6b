import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clothing } from '../../contract/clothing.ts'
import type { ReconcileAnswer } from '../../contract/workers.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { passedOn, createSteps } from '../test/filed-case.ts'
import { callAsWorker } from '../test/worker-call.ts'

const at = { x: 0.5, y: 0.25 }
const whiteHat = { garment: 'hat', name: '白色厨师帽', rgb: [235, 235, 230], at }
const light = { place: { left: 0.1, top: 0.1, right: 0.14, bottom: 0.17 }, rgb: [180, 182, 178] }

describe.skipIf(!testServer)('the colours of a kitchen’s clothes', () => {
  let api: TestApi
  let admin: As
  let kitchen: string
  let street: string
  beforeAll(async () => {
    api = await startTestApi()
    admin = await api.as('device_admin')
    const register = async (kind: string, host: number) =>
      (
        await admin.call('POST', '/api/sources', {
          name: kind,
          kind,
          url: `rtsp://10.0.0.${host}/main`,
          enabled: true,
        })
      ).json<{ id: string }>().id
    kitchen = await register('kitchen', 1)
    street = await register('fixed', 2)
  })
  afterAll(() => api?.close())

  const declare = (body: object, of = kitchen, as = admin) =>
    as.call('PUT', `/api/sources/${of}/clothing`, { light, samples: [whiteHat], ...body })
  const declared = async () =>
    (await admin.call('GET', `/api/sources/${kitchen}/clothing`)).json<{ clothing: Clothing | null }>()
      .clothing

  it('are none at first, then each declaration a version of its own, told to the worker and in the trail', async () => {
    expect(await declared()).toBeNull()
    expect((await declare({ version: 0 })).json()).toMatchObject({ version: 1, samples: [whiteHat] })
    expect((await declare({ version: 0 })).json()).toMatchObject({ code: 'changed_meanwhile' })
    expect((await declare({ version: 1, samples: [] })).json()).toMatchObject({ version: 2, samples: [] })
    expect((await declare({ version: 2 })).json()).toMatchObject({ version: 3 })
    expect(await declared()).toMatchObject({ version: 3, light })
    const answer = await callAsWorker(api.app, { workerId: 'w1', capacity: 5, model: null, states: [] })
    const wanted = answer.json<ReconcileAnswer>().sources
    expect(wanted.find(({ id }) => id === kitchen)?.clothing).toMatchObject({ version: 3 })
    expect(wanted.find(({ id }) => id === street)?.clothing).toBeNull()
    const rows = await api.world.db.auditEntry.findMany({ where: { action: 'clothing.declared' } })
    expect(rows.map(({ subject }) => subject)).toEqual(Array(3).fill(`source/${kitchen}`))
    await expect(api.world.db.clothingVersion.deleteMany()).rejects.toThrow(/append-only/)
  })

  it.each<[string, object, { path: string; message: string }]>([
    [
      'a black hat',
      { samples: [whiteHat, { ...whiteHat, rgb: [20, 20, 20] }] },
      { path: 'samples.1.rgb', message: 'like_hair' },
    ],
    [
      'gloves like skin',
      { samples: [{ ...whiteHat, garment: 'gloves', rgb: [205, 150, 120] }] },
      { path: 'samples.0.rgb', message: 'like_skin' },
    ],
  ])('refuses %s, naming the sample', async (...[, body, problem]) => {
    const refused = await declare({ version: 3, ...body })
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ code: 'clothing_invalid', problems: [problem] })
  })

  it.each<[string, object]>([
    ['a colour beyond a byte', { samples: [{ ...whiteHat, rgb: [256, 0, 0] }] }],
    ['an unknown garment', { samples: [{ ...whiteHat, garment: 'shoes' }] }],
    ['a nameless sample', { samples: [{ ...whiteHat, name: '' }] }],
    ['a place outside the picture', { samples: [{ ...whiteHat, at: { x: 1.2, y: 0 } }] }],
    [
      'a reference turned inside out',
      { light: { ...light, place: { left: 0.5, top: 0, right: 0.1, bottom: 1 } } },
    ],
    ['too many samples', { samples: Array(25).fill(whiteHat) }],
    ['a version below none', { version: -1 }],
  ])('refuses %s', async (_, body) => {
    expect((await declare({ version: 3, ...body })).json()).toMatchObject({ code: 'bad_request' })
    expect(await declared()).toMatchObject({ version: 3 })
  })

  it('are of kitchens only, and of sources that there are', async () => {
    expect((await declare({ version: 0 }, street)).json()).toMatchObject({
      code: 'clothing_invalid',
      problems: [{ path: 'id', message: 'not_a_kitchen' }],
    })
    expect((await declare({ version: 0 }, 'nowhere')).json()).toMatchObject({ code: 'not_found' })
    expect((await admin.call('GET', '/api/sources/nowhere/clothing')).json()).toMatchObject({
      code: 'not_found',
    })
  })

  it.each(['operator', 'officer'] as const)('are read, not declared, by an %s', async (role) => {
    const person = await api.as(role)
    expect((await declare({ version: 3 }, kitchen, person)).json()).toMatchObject({ code: 'not_permitted' })
    expect((await person.call('GET', `/api/sources/${kitchen}/clothing`)).statusCode).toBe(200)
  })

  it('make a clue of a finding, which no officer confirms', async () => {
    const steps = await createSteps(api)
    const id = await passedOn(api, steps, {
      findingId: 'no-hat-1',
      openedAt: 1_700_100_000_000,
      adjust: (draft) => ({
        ...draft,
        kind: 'kitchen_no_hat',
        network: { name: 'declared-clothing', sha256: 'a'.repeat(64), threshold: 18 },
        standing: 'clue',
        clueReasons: ['clock_unproven', 'judged_by_colour'],
        finding: { ...draft.finding, class: 'no_hat' },
      }),
    })
    const officer = await api.as('officer', 'ann')
    await steps.openAll(officer, id)
    const refused = await steps.review(officer, id, { plate: null })
    expect(JSON.stringify(refused.json())).toContain('ev_hint_only')
  })
})
