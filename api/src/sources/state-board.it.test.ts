import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import type { SourceState } from '../../contract/sources.ts'
import { notify } from '../live/notify.ts'
import { createStateBoard } from './state-board.ts'

describe.skipIf(!testServer)('the board of states', () => {
  let api: TestApi
  let sourceId: string
  let state: SourceState
  const heard: string[] = []
  beforeAll(async () => {
    api = await startTestApi()
    const admin = await api.as('device_admin')
    const body = { name: 'x', kind: 'fixed', url: 'rtsp://10.0.0.1/main', enabled: true }
    const made = (await admin.call('POST', '/api/sources', body)).json<{ id: string; state: SourceState }>()
    sourceId = made.id
    state = { ...made.state, connection: 'live', since: 1 }
    api.world.hub.subscribe({
      send: (event) => void (event.type === 'source' && heard.push(event.id)),
      end: () => undefined,
      hears: () => true,
    })
    // Behind its registration, which is told a moment later.
    await told()
  })
  afterAll(() => api?.close())

  /** What two processes tell that sweep at once. Notifications arrive in their order: behind a last one all have come. */
  const told = async (): Promise<readonly string[]> => {
    const { world } = api
    await Promise.all([createStateBoard(world).sweep(), createStateBoard(world).sweep()])
    const mark = `mark-${world.newId()}`
    const arrived = new Promise<void>((resolve) => {
      const stop = world.hub.subscribe({
        send: (event) => void (event.type === 'case' && event.id === mark && (stop(), resolve())),
        end: () => undefined,
        hears: () => true,
      })
    })
    await world.db.$transaction((tx) => notify(tx, { type: 'case', id: mark }))
    await arrived
    return heard.splice(0)
  }

  it('names a source once per change of its looks, also when its worker falls silent', async () => {
    const { board } = api.world
    expect(await told()).toEqual([])
    await board.report([{ sourceId, state }])
    expect(await told()).toEqual([sourceId])
    await board.report([{ sourceId, state: { ...state, framesLooked: 8 } }])
    expect(await told()).toEqual([])
    await board.report([{ sourceId, state: { ...state, health: ['covered'] } }])
    expect(await told()).toEqual([sourceId])
    api.clock.at += 5_001
    expect(await told()).toEqual([sourceId])
    expect(await told()).toEqual([])
    await board.report([{ sourceId, state: { ...state, health: ['covered'] } }])
    expect(await told()).toEqual([sourceId])
  })
})
