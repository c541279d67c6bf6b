import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalDetail } from '../../contract/approval.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'

const written = {
  necessity: '人行道违停多发，需全天候取证',
  basis: '设备审核〔2026〕1号',
  owner: '区城市管理局',
  isPublicPlace: true,
  isPoliceStream: false,
  accessAuthority: '',
  assessment: { number: '渝个评0001', on: '2026-10-20' },
  policeFiling: { number: '渝公备0001', on: '2026-11-01' },
  calibration: { number: 'JD-1', until: '2027-11-01' },
}
const note = '经核，符合要求'
const publication = { on: '2026-11-10', url: 'https://town.example/devices', noticeDays: 5 }

describe.skipIf(!testServer)('the approval of a source', () => {
  let api: TestApi
  let ann: As
  let tom: As
  let lee: As
  let operator: As
  let id: string
  beforeAll(async () => {
    api = await startTestApi()
    ann = await api.as('device_admin', 'ann')
    tom = await api.as('device_admin', 'tom')
    lee = await api.as('legal_reviewer', 'lee')
    operator = await api.as('operator')
    id = await register('滨江路', 'rtsp://10.0.0.1/main')
  })
  afterAll(() => api?.close())

  const register = async (name: string, url: string): Promise<string> => {
    const body = { name, kind: 'fixed', place: `${name}12号`, url, enabled: true }
    return (await ann.call('POST', '/api/sources', body)).json<{ id: string }>().id
  }
  const detail = async (source = id): Promise<ApprovalDetail> =>
    (await operator.call('GET', `/api/sources/${source}/approval`)).json()
  const ask = async (as: As, asked: object, path = ''): Promise<{ code?: string; state?: string }> => {
    const { revision } = await detail()
    return (await as.call('POST', `/api/sources/${id}/approval${path}`, { revision, ...asked })).json()
  }
  const upload = async (bytes: Buffer) => {
    const { revision } = await detail()
    return api.app.inject({
      method: 'PUT',
      url: `/api/sources/${id}/approval/sign?revision=${revision}&takenOn=2026-11-09`,
      headers: { cookie: ann.cookie, 'content-type': 'application/octet-stream' },
      payload: bytes,
    })
  }
  /** As its worker would say it. */
  const reportClock = (offsetMs: number | null) => {
    const at = api.clock.at
    const state = { since: at, fault: null, lastSampleAt: at, classes: [] }
    const clock = { clockSource: 'camera-ntp' as const, clockOffsetMs: offsetMs }
    const counts = {
      framesLooked: 0,
      framesDropped: {},
      drops: {},
      ringFromAt: null,
      ringBytes: 0,
      openStays: 0,
    }
    const rates = { cadence: 'key' as const, fps: 5, kbps: 100 }
    return api.world.board.report([
      {
        sourceId: id,
        state: { ...state, connection: 'live' as const, health: [], ...clock, ...counts, ...rates },
      },
    ])
  }

  it('is no field of a source that somebody sets', async () => {
    const change = { version: 1, approval: { state: 'in_use', basis: 'x' } }
    expect((await ann.call('PATCH', `/api/sources/${id}`, change)).statusCode).toBe(400)
    expect(await detail()).toMatchObject({ state: 'draft', revision: 0, history: [{ action: 'register' }] })
  })

  it('is submitted with its file, by nobody but who registers', async () => {
    const refused = await ask(ann, { action: 'submit' })
    expect(refused).toMatchObject({ code: 'dev_file_invalid' })
    expect(await ask(operator, { action: 'submit' })).toMatchObject({ code: 'not_permitted' })
    expect(await ask(lee, { action: 'amend', file: written })).toMatchObject({ code: 'not_permitted' })
    expect(await ask(ann, { action: 'amend', file: written })).toMatchObject({ state: 'draft' })
    expect(await ask(ann, { action: 'submit' })).toMatchObject({ state: 'technical_review' })
    expect(await ask(ann, { action: 'amend', file: { ...written, basis: '别的文号1号' } })).toMatchObject({
      code: 'dev_file_invalid',
      problems: [{ path: 'file.basis' }],
    })
  })

  it('is reviewed by two others, and not out of turn', async () => {
    const pass = { action: 'pass_technical', note }
    expect(await ask(ann, pass, '/technical')).toMatchObject({ code: 'dev_same_person' })
    expect(await ask(lee, pass, '/technical')).toMatchObject({ code: 'not_permitted' })
    expect(await ask(lee, { action: 'pass_legal', note }, '/legal')).toMatchObject({
      code: 'dev_action_refused',
    })
    expect(await ask(tom, { ...pass, note: '' }, '/technical')).toMatchObject({ code: 'bad_request' })
    expect(await ask(tom, pass, '/technical')).toMatchObject({ state: 'legal_review' })
    expect(await ask(tom, { action: 'pass_legal', note }, '/legal')).toMatchObject({ code: 'not_permitted' })
    expect(await ask(lee, { action: 'pass_legal', note }, '/legal')).toMatchObject({ state: 'reviewed' })
  })

  it('is put in use with everything, and told of all that is missing at once (R12)', async () => {
    await ask(ann, { action: 'publish', ...publication, on: '2026-11-16' })
    const use = { action: 'put_in_use' }
    expect(await ask(ann, use)).toMatchObject({
      code: 'dev_no_sign',
      facts: {
        failures: [
          { code: 'dev_no_sign' },
          { code: 'dev_not_published', facts: { until: '2026-11-23' } },
          { code: 'dev_clock', facts: { why: 'no_report' } },
        ],
      },
    })
    expect((await upload(Buffer.from('not a picture'))).json()).toMatchObject({ code: 'dev_sign_invalid' })
    const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#123' } })
      .jpeg()
      .toBuffer()
    expect((await upload(jpeg)).statusCode).toBe(200)
    const shown = await operator.call('GET', `/api/sources/${id}/approval/sign`)
    expect(shown.rawPayload.equals(jpeg)).toBe(true)
    api.clock.at = Date.parse('2026-11-24T09:00:00+08:00')
    ann = await api.as('device_admin', 'ann')
    operator = await api.as('operator')
    await reportClock(1_400)
    expect(await ask(ann, use)).toMatchObject({ code: 'dev_clock', facts: { why: 'off', offsetMs: 1_400 } })
    await reportClock(12)
    expect(await ask(ann, use)).toMatchObject({ state: 'in_use', missing: [] })
  })

  it('leaves a record that names each person, and that nobody changes (R19)', async () => {
    const { history } = await detail()
    expect(history.map(({ action, by }) => [action, by?.name]).toReversed()).toEqual([
      ['register', 'ann'],
      ['amend', 'ann'],
      ['submit', 'ann'],
      ['pass_technical', 'tom'],
      ['pass_legal', 'lee'],
      ['publish', 'ann'],
      ['sign', 'ann'],
      ['put_in_use', 'ann'],
    ])
    const { db } = api.world
    const trail = await db.auditEntry.findMany({ where: { action: 'source.approval' } })
    expect(trail.length).toBe(history.length - 1)
    await expect(db.sourceApproval.deleteMany()).rejects.toThrow(/append-only/)
    await expect(db.sourceApproval.updateMany({ data: { actor: 'someone' } })).rejects.toThrow(/append-only/)
    const stale = { action: 'suspend', note, revision: 1 }
    const answer = await ann.call('POST', `/api/sources/${id}/approval`, stale)
    expect(answer.json()).toMatchObject({ code: 'changed_meanwhile' })
  })

  it('is published as lists that Excel opens, and reported for a year (R35)', async () => {
    const { items } = (await operator.call('GET', '/api/approvals/in-use')).json<{ items: object[] }>()
    expect(items).toMatchObject([
      { place: '滨江路12号', purpose: written.necessity, publishedOn: '2026-11-16' },
    ])
    const file = await operator.call('GET', '/api/approvals/in-use.csv')
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.body).toMatch(/^\uFEFF序号,名称,.*\r\n1,滨江路,滨江路12号,/)
    const year = await operator.call('GET', '/api/approvals/devices.csv?year=2026&language=en')
    expect(year.body).toContain(
      '滨江路,滨江路12号,fixed camera,yes,2026-11-21,2026-11-24,in use for evidence,0,',
    )
    expect(
      (await operator.call('GET', '/api/approvals/devices.csv?year=2025')).body.split('\r\n').length,
    ).toBe(2)
  })

  it('ends with another address, and begins anew', async () => {
    const { version } = (await operator.call('GET', `/api/sources/${id}`)).json<{ version: number }>()
    const moved = await ann.call('PATCH', `/api/sources/${id}`, { version, url: 'rtsp://10.0.0.9/main' })
    expect(moved.json()).toMatchObject({ approval: { state: 'suspended' } })
    const [last] = (await detail()).history
    expect(last).toMatchObject({ action: 'suspend', by: null, because: 'address_changed' })
    expect(await ask(ann, { action: 'put_in_use' })).toMatchObject({ code: 'dev_action_refused' })
    expect(await ask(ann, { action: 'submit' })).toMatchObject({ state: 'technical_review' })
    await ann.call('POST', `/api/sources//approval`, {
      action: 'redraft',
      revision: (await detail()).revision,
    })
    await ask(ann, { action: 'submit' })
    const again = (await operator.call('GET', `/api/sources/${id}`)).json<{ version: number }>()
    const body = { version: again.version, place: '别处' }
    await ann.call('PATCH', `/api/sources/${id}`, body)
    expect(await detail()).toMatchObject({ state: 'draft', file: { basis: written.basis } })
  })
})
