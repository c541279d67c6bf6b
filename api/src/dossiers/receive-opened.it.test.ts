import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Alert } from '../../contract/alerts.ts'
import type { Source } from '../../contract/sources.ts'
import type { Precision } from '../../contract/precision.ts'
import type { LiveEvent } from '../../contract/live.ts'
import type { Route } from '../../contract/route.ts'
import { routes } from '../../contract/routes.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { endUnseen } from '../alerts/end-unseen.ts'
import { keepUp } from '../keeping/keep-up.ts'
import { createHub, listenToDatabase } from '../live/hub.ts'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import type { ManifestDraft } from '../test/dossier-fixture.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'

const minute = 60_000
const first = { part: 'first' } as const

describe.skipIf(!testServer)('a finding from its opening on', () => {
  let api: TestApi
  let steps: Steps
  let olga: As
  const heard: LiveEvent[] = []
  let listening: { close(): Promise<void> }
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    olga = await api.as('operator', 'olga')
    const hub = createHub()
    hub.subscribe({ send: (event) => void heard.push(event), hears: () => true, end: () => undefined })
    listening = await listenToDatabase(api.databaseUrl, { hub, log: api.world.log })
  })
  afterAll(async () => {
    await listening?.close()
    await api?.close()
  })
  beforeEach(() => void heard.splice(0))

  let nth = 0
  /** The stages of one finding that opens now, as its worker seals them. */
  async function stay() {
    const findingId = `open-${(nth += 1)}`
    const openedAt = api.clock.at
    const seal = (stage: 'opened' | 'confirmed' | 'closed', over: Partial<ManifestDraft['finding']> = {}) =>
      steps.sealer.seal({
        sourceId: steps.sourceId,
        findingId,
        stage,
        openedAt,
        link: first,
        adjust: (draft) => ({ ...draft, finding: { ...draft.finding, ...over } }),
      })
    const ended = { reason: 'left_in_grace', wasConfirmed: false } as const
    return {
      findingId,
      opened: await seal('opened'),
      confirmed: await seal('confirmed'),
      left: await seal('closed', ended),
      closed: await seal('closed'),
    }
  }
  /** Taken in when it was sealed, or later. */
  const take = async (submitted: DossierSubmitted) => {
    const { sealedAt } = JSON.parse(submitted.manifest) as ManifestDraft
    api.clock.at = Math.max(api.clock.at, sealedAt)
    return steps.intake(submitted)
  }
  const rowOf = (findingId: string) => api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
  const actionsOf = async (id: string) =>
    (
      await api.world.db.auditEntry.findMany({
        where: { subject: `alert/${id}` },
        orderBy: { sequence: 'asc' },
      })
    ).map(({ action }) => action)
  const list = async (query: string) =>
    (await olga.call('GET', `/api/alerts?${query}`)).json<{ items: Alert[] }>().items
  async function tell(openedTold: 'people' | 'machines' | 'kept' | null): Promise<void> {
    const path = `/api/sources/${steps.sourceId}`
    const admin = await api.as('device_admin', 'dora')
    const { version } = (await admin.call('GET', path)).json<Source>()
    const answer = await admin.call('PATCH', path, { version, openedTold })
    expect(answer.json()).toMatchObject({ openedTold, version: version + 1 })
  }

  it('is one alert of one id from its opening to its confirmation, and its first look is due from there', async () => {
    const { findingId, opened, confirmed, closed } = await stay()
    await take(opened)
    const { id, ...row } = await rowOf(findingId)
    expect(row).toMatchObject({ status: 'opened', confirmedAt: null, mergePlace: null, version: 1 })
    expect(row.graceUntil?.getTime()).toBe(row.openedAt.getTime() + 300_000)
    await expect.poll(() => heard).toEqual([{ type: 'alert', id, change: 'opened' }])
    expect((await list('stage=happening')).map((one) => one.id)).toContain(id)
    expect((await list('')).map((one) => one.id)).not.toContain(id)
    const shown = await steps.detail(olga, id)
    expect(shown).toMatchObject({ allowed: [], awaited: [], keeping: { class: 'open', isHeld: true } })
    expect(shown.exhibits.map(({ name, sealedStage }) => [name, sealedStage])).toContainEqual([
      'opened/wide.jpg',
      'opened',
    ])
    expect((await olga.call('GET', `/api/alerts/${id}/thumb`)).statusCode).toBe(200)
    await take(confirmed)
    const now = await rowOf(findingId)
    expect(now).toMatchObject({ id, status: 'new', version: 2, arrivedAt: new Date(api.clock.at) })
    await expect.poll(() => heard.at(-1)).toEqual({ type: 'alert', id, change: 'created' })
    const seen = await steps.detail(olga, id)
    expect(seen.exhibits.every(({ sealedStage }) => sealedStage === 'confirmed')).toBe(true)
    expect(seen.allowed).toContain('claim')
    expect((await list('stage=confirmed')).map((one) => one.id)).toContain(id)
    await take(closed)
    expect((await rowOf(findingId)).closeReason).toBe('left')
    expect(await actionsOf(id)).toEqual(['alert.opened', 'alert.confirmed', 'permit.looked_up'])
  })

  it.each([
    ['nobody was reminded', false, 'left_in_grace'],
    ['somebody was reminded', true, 'self_rectified'],
  ])('ends in its grace, once, with the place as it looks after it: %s', async (_name, isWarned, end) => {
    const { findingId, opened, left } = await stay()
    await take(opened)
    const { id } = await rowOf(findingId)
    if (isWarned) {
      const said = { kind: 'reminder', text: '请驶离' }
      expect((await olga.call('POST', `/api/alerts/${id}/steps`, said)).statusCode).toBe(200)
    }
    expect(await take(left)).toBe('stored')
    expect(await take(left)).toBe('known')
    const { alert, exhibits, awaited, allowed } = await steps.detail(olga, id)
    expect(alert).toMatchObject({ status: 'unconfirmed', openedEnd: end, closeReason: 'left_in_grace' })
    expect({ awaited, allowed }).toEqual({ awaited: [], allowed: [] })
    expect(exhibits.map(({ sealedStage }) => sealedStage)).toContain('closed')
    expect((await olga.call('GET', `/api/alerts/${id}/thumb?of=last`)).statusCode).toBe(200)
    expect((await list('stage=happening')).map((one) => one.id)).toContain(id)
    api.clock.at += 5 * minute
    expect((await list('stage=happening')).map((one) => one.id)).not.toContain(id)
    expect((await list('status=unconfirmed')).map((one) => one.id)).toContain(id)
    await keepUp(api.world)
    expect((await steps.detail(olga, id)).keeping).toMatchObject({ class: 'ended', isHeld: false })
  })

  it('of what ran or ended in its grace nothing is decided, by anybody', async () => {
    const { findingId, opened, left } = await stay()
    await take(opened)
    const { id } = await rowOf(findingId)
    const officer = await api.as('officer', 'otto')
    const [supervisor] = [await api.as('supervisor', 'sven')]
    const reading = Object.values(routes)
      .flatMap((subject): Route[] => Object.values(subject))
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/alerts/:id'))
    const read = async (): Promise<void> => {
      for (const { path } of reading)
        expect((await officer.call('GET', path.replace(':id', id))).statusCode, path).toBeLessThan(500)
    }
    await read()
    const asked = async (): Promise<string[]> => {
      const { version } = (await steps.detail(olga, id)).alert
      const answers = [
        await steps.act(olga, id, { action: 'claim' }),
        await steps.act(olga, id, { action: 'pass_on' }),
        await steps.act(olga, id, { action: 'dismiss', reason: 'left_by_itself' }),
        await steps.review(officer, id),
        await supervisor.call('POST', `/api/alerts/${id}/reopen`, { version, note: 'x' }),
      ]
      return answers.map((one) => one.json<{ code: string }>().code)
    }
    const refused = Array.from({ length: 5 }, () => 'alert_not_confirmed')
    expect(await asked()).toEqual(refused)
    await take(left)
    await read()
    expect(await asked()).toEqual(refused)
    const forced = (status: 'new' | 'proposed') =>
      api.world.db.alert.update({ where: { id }, data: { status } })
    await expect(forced('new')).rejects.toThrow('alert_confirmed_or_undecided')
    await expect(forced('proposed')).rejects.toThrow('alert_confirmed_or_undecided')
  })

  it('is told to whom its source says, and what was kept is an alert when it is confirmed all the same', async () => {
    for (const told of ['machines', 'kept'] as const) {
      await tell(told)
      const { findingId, opened, left } = await stay()
      heard.splice(0)
      await take(opened)
      await take(left)
      expect(await api.world.db.alert.findUnique({ where: { findingId } })).toBeNull()
      const kept = await stay()
      await take(kept.opened)
      await take(kept.confirmed)
      const { id } = await rowOf(kept.findingId)
      await expect.poll(() => heard.at(-1)).toEqual({ type: 'alert', id, change: 'created' })
      const findings = heard.filter(({ type }) => type === 'finding')
      expect(findings).toHaveLength(told === 'machines' ? 3 : 0)
      expect(await actionsOf(id)).toEqual(['alert.created', 'permit.looked_up'])
    }
    await tell(null)
  })

  it('is counted by its kind for how it ended, and not among what was right or wrong', async () => {
    const officer = await api.as('officer', 'orla')
    const period = `from=${api.clock.at - 86_400_000}&to=${api.clock.at + 1}`
    const read = async () => (await officer.call('GET', `/api/precision?${period}`)).json<Precision>()
    const before = await read()
    const { findingId, opened, left } = await stay()
    await take(opened)
    expect((await read()).grace).toEqual(before.grace)
    const { id } = await rowOf(findingId)
    await olga.call('POST', `/api/alerts/${id}/steps`, { kind: 'reminder', text: '请驶离' })
    await take(left)
    const { grace, all } = await read()
    expect(all).toEqual(before.all)
    const [was] = before.grace
    expect(grace[0]).toMatchObject({
      kind: 'illegal_parking',
      ends: { ...was?.ends, self_rectified: (was?.ends.self_rectified ?? 0) + 1 },
      selfRectified: { tries: (was?.selfRectified.tries ?? 0) + 1 },
    })
  })

  it('whatever order its stages come in, and however often', async () => {
    const early = await stay()
    await expect(take(early.left)).rejects.toMatchObject({ code: 'dossier_waits_for_opened' })
    await take(early.opened)
    await expect(take(early.closed)).rejects.toMatchObject({ code: 'dossier_waits_for_confirmed' })
    await take(early.left)
    expect(await rowOf(early.findingId)).toMatchObject({ status: 'unconfirmed' })
    const late = await stay()
    await take(late.confirmed)
    const { id } = await rowOf(late.findingId)
    await take(late.opened)
    expect(await rowOf(late.findingId)).toMatchObject({ id, status: 'new', version: 1 })
    const told = { code: 'dossier_invalid', facts: { problem: 'stages_disagree' } }
    await expect(take(late.left)).rejects.toMatchObject(told)
    await expect(take(early.confirmed)).rejects.toMatchObject(told)
    const both = await stay()
    await Promise.all([take(both.opened), take(both.opened)])
    expect(await actionsOf((await rowOf(both.findingId)).id)).toEqual(['alert.opened'])
  })

  it('whose end nobody tells is ended two hours after its grace, with why; and stands again if it is confirmed', async () => {
    const { findingId, opened, confirmed } = await stay()
    await take(opened)
    const { id, graceUntil } = await rowOf(findingId)
    const over = (graceUntil?.getTime() ?? 0) + 120 * minute
    await endUnseen(api.world.db, over - 1)
    expect((await rowOf(findingId)).status).toBe('opened')
    await Promise.all([endUnseen(api.world.db, over), endUnseen(api.world.db, over)])
    const { alert } = await steps.detail(olga, id)
    expect(alert).toMatchObject({ status: 'unconfirmed', closeReason: 'not_seen', openedEnd: 'not_seen' })
    expect(await actionsOf(id)).toEqual(['alert.opened', 'alert.ended'])
    await take(confirmed)
    const now = await rowOf(findingId)
    expect(now).toMatchObject({ id, status: 'new', closedAt: null, closeReason: null, endedAt: null })
  })
})
