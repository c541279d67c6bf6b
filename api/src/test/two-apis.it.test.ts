import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '@sightline/infra/platform/log'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { openQueues } from '@sightline/infra/platform/queue'
import { liveEventSchema, type LiveEvent } from '../../contract/live.ts'
import type { SourceState } from '../../contract/sources.ts'
import { dossierQueue } from '../dossiers/consume.ts'
import { password } from './api.ts'
import { testServer } from './database.ts'
import { createSealer } from './dossier-fixture.ts'
import { registerNamed } from './register-named.ts'
import { startTown, type Door, type Town } from './town.ts'
import { signCall } from './worker-call.ts'

const live: SourceState = {
  connection: 'live',
  since: 1,
  fault: null,
  health: [],
  lastSampleAt: 1,
  clockSource: null,
  clockOffsetMs: null,
  classes: ['car'],
  cadence: 'key',
  fps: 25,
  kbps: 1,
  framesLooked: 0,
  framesDropped: {},
  drops: {},
  ringFromAt: null,
  ringBytes: 0,
  openStays: 0,
}

interface Heard {
  readonly event: LiveEvent
  readonly at: number
}

/** A screen that listens at one api; `next` is the first event it heard or hears that fits. */
async function listenAt(door: Door, cookie: string, signal: AbortSignal) {
  const response = await door.call('GET', '/api/live', { headers: { cookie }, signal })
  const heard: Heard[] = []
  const arrivals = new EventEmitter()
  const read = async (): Promise<void> => {
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop() ?? ''
      const events = frames.map((text) => liveEventSchema.parse(JSON.parse(text.replace('data: ', ''))))
      heard.push(...events.map((event) => ({ event, at: performance.now() })))
      arrivals.emit('more')
    }
  }
  // Ends with the test, which aborts it.
  void read().catch(() => undefined)
  return async (fits: (event: LiveEvent) => boolean): Promise<Heard> => {
    const late = AbortSignal.timeout(20_000)
    for (;;) {
      const known = heard.find(({ event }) => fits(event))
      if (known) return known
      await once(arrivals, 'more', { signal: late })
    }
  }
}

describe.skipIf(!testServer)('two api processes serve one town', () => {
  let town: Town
  let admin: string
  let olga: string
  let oscar: string
  let sourceId: string
  const over = new AbortController()
  beforeAll(async () => {
    town = await startTown()
    admin = await town.signIn(town.a, 'device_admin', 'adam')
    olga = await town.signIn(town.b, 'operator', 'olga')
    oscar = await town.signIn(town.a, 'operator', 'oscar')
    const camera = { name: '滨江路', kind: 'fixed', url: 'rtsp://10.0.0.1/main', enabled: true }
    const made = await town.a.call('POST', '/api/sources', { headers: { cookie: admin }, body: camera })
    sourceId = ((await made.json()) as { id: string }).id
  })
  afterAll(async () => {
    over.abort()
    await town?.stop()
  })

  /** A worker's call; the first minutes of a process give no source away, so the lease is there already. */
  const report = async (door: Door, more: object = {}) => {
    const lease = { workerId: 'one', until: new Date(Date.now() + 60_000) }
    await town.db.sourceLease.upsert({ where: { sourceId }, create: { sourceId, ...lease }, update: lease })
    const headers = { authorization: `Bearer ${town.workerToken}` }
    const body = { workerId: 'one', capacity: 5, model: null, states: [{ sourceId, state: live }], ...more }
    const answer = await door.call('POST', '/api/workers/reconcile', {
      headers,
      body: signCall(body, Date.now()),
    })
    expect(answer.status).toBe(200)
  }
  const stateAt = async (door: Door) => {
    const answer = await door.call('GET', `/api/sources/${sourceId}`, { headers: { cookie: olga } })
    return ((await answer.json()) as { state: SourceState }).state.connection
  }

  it('who signed in at one is known to the other', async () => {
    for (const door of [town.a, town.b])
      expect((await door.call('GET', '/api/session', { headers: { cookie: olga } })).status).toBe(200)
  })

  it('what a worker says to one is on the board of the other at once', async () => {
    expect([await stateAt(town.a), await stateAt(town.b)]).toEqual(['waiting', 'waiting'])
    await report(town.a)
    expect([await stateAt(town.a), await stateAt(town.b)]).toEqual(['live', 'live'])
  })

  it('a screen at either hears that a source looks different', async () => {
    const screens = [await listenAt(town.a, olga, over.signal), await listenAt(town.b, olga, over.signal)]
    await report(town.a, { states: [{ sourceId, state: { ...live, health: ['covered'] } }] })
    for (const screen of screens) await screen(({ type }) => type === 'source')
  })

  it('the live picture is found by the other, where the worker told only one', async () => {
    const worker = createServer((_request, response) => void response.end('fragments'))
    await new Promise<void>((done) => worker.listen(0, '127.0.0.1', done))
    const { port } = worker.address() as AddressInfo
    await report(town.a, { liveUrl: `http://127.0.0.1:${port}` })
    const answer = await town.b.call('GET', `/api/sources/${sourceId}/live`, { headers: { cookie: olga } })
    worker.close()
    expect([answer.status, await answer.text()]).toEqual([200, 'fragments'])
  })

  it('an alert that either takes in is heard at both, and of two who claim it at once one has it', async () => {
    const screens = [await listenAt(town.a, oscar, over.signal), await listenAt(town.b, olga, over.signal)]
    const objects = await openFolderObjects(join(town.dir, 'objects'), { now: Date.now, monotonic: Date.now })
    const sealer = await createSealer(objects, join(town.dir, 'worker'))
    const submitted = await sealer.seal({ sourceId })
    await registerNamed(town.db, submitted)
    const log = createLog({ app: 'test', level: 'silent' })
    const queues = await openQueues({ backend: 'postgres', url: town.databaseUrl }, log)
    await queues.produce(dossierQueue, submitted)
    const isCreated = (event: LiveEvent) => event.type === 'alert' && event.change === 'created'
    const [atA, atB] = await Promise.all(screens.map((screen) => screen(isCreated)))
    await queues.close()
    expect(atA!.event).toEqual(atB!.event)
    expect(Math.abs(atA!.at - atB!.at)).toBeLessThan(1_000)
    const { id, version } = await town.db.alert.findFirstOrThrow()
    const claim = (door: Door, cookie: string) =>
      door.call('POST', `/api/alerts/${id}/actions`, {
        headers: { cookie },
        body: { version, action: 'claim' },
      })
    const claims = await Promise.all([claim(town.a, oscar), claim(town.b, olga)])
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409])
    const isClaimed = (event: LiveEvent) => event.type === 'alert' && event.change === 'changed'
    for (const screen of screens) expect((await screen(isClaimed)).event).toMatchObject({ id })
  })

  it('what came in is held by one of them, whichever', async () => {
    const settled = async () => [
      await town.db.keeping.count({ where: { class: 'open', isHeld: true, problem: null } }),
      await town.db.keepingChange.count(),
    ]
    await expect.poll(settled, { timeout: 60_000, interval: 200 }).toEqual([1, 0])
  })

  it('wrong passwords count wherever they are typed', async () => {
    const typed = async (door: Door, word: string) => {
      const answer = await door.call('POST', '/api/session', { body: { account: 'oscar', password: word } })
      return ((await answer.json()) as { code: string }).code
    }
    for (const door of [town.a, town.b, town.a, town.b, town.a])
      expect(await typed(door, 'wrong')).toBe('wrong_credentials')
    expect(await typed(town.b, password)).toBe('account_locked')
  })

  it('so do the requests of an address, where only so many a minute are answered', async () => {
    const statuses: number[] = []
    for (const door of Array.from({ length: 6 }, () => [town.a, town.b]).flat())
      statuses.push((await door.call('POST', '/api/setup', { body: {} })).status)
    expect(statuses.indexOf(429)).toBe(10)
  })
})
