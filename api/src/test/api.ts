import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import type { FastifyInstance, LightMyRequestResponse as Answer } from 'fastify'
import type { z } from 'zod'
import type { probeAnswerSchema } from '../../contract/queues.ts'
import type { Role } from '../../contract/people.ts'
import { keepingDefaults } from '../../law/keeping.ts'
import { ownNetworks, readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { createLog } from '@sightline/infra/platform/log'
import type { Objects } from '@sightline/infra/platform/objects'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { createSecretBox } from '@sightline/infra/platform/secret-box'
import { openSigner } from '@sightline/infra/platform/sign'
import { openDatabase } from '../database/client.ts'
import { composeApp, type World } from '../features.ts'
import { createAnchoring } from '../integrity/anchor.ts'
import { createChainCheck } from '../integrity/chain-check.ts'
import { closeApp } from '../http/close-app.ts'
import type { FindPrivate } from '../hiding/find-private.ts'
import { createHub, listenToDatabase } from '../live/hub.ts'
import { insertPerson } from '../people/write-person.ts'
import { Refusal } from '../refusal.ts'
import type { SignInSettings } from '../second-factor/settings.ts'
import { createStateBoard } from '../sources/state-board.ts'
import { makeDatabase } from './database.ts'

export const password = 'Correct-horse-7-battery'
/** Of that password, at the least cost: what the product asks (`people/passwords`) takes a tenth of a second, at every sign-in too. */
const quickHash = hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
export const workerToken = 'worker-token-of-the-tests'
export const monitorToken = 'monitor-token-of-the-tests'

export interface TestApi {
  readonly app: FastifyInstance
  readonly world: World
  readonly databaseUrl: string
  readonly dir: string
  /** Epoch ms that the api sees; tests move it. */
  readonly clock: { at: number }
  /** Who finds faces and plates in pictures that leave; null: nobody. */
  readonly hiding: { find: FindPrivate | null }
  /** What the worker answers to the next probes. */
  readonly probe: { answer: z.input<typeof probeAnswerSchema> }
  /** Registers a person (certificate in date for officers) and signs in; answers how to call as that person. */
  as(role: Role, account?: string): Promise<As>
  close(): Promise<void>
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface As {
  readonly cookie: string
  readonly id: string
  call(method: Method, url: string, body?: object): Promise<Answer>
}

export const day = 86_400_000

/** People of the tests sign in often, by a password alone, and move the clock by years. */
export const signInOfTests: SignInSettings = {
  secondFactor: 'off',
  sessions: 8,
  operatorSessions: 8,
  sessionMs: 12 * 3_600_000,
  idleMs: 30 * 60_000,
  passwordDays: 0,
}

let addresses = 0
/** Each from an address of its own, so that no test meets another's rate limit. */
export const signIn = (app: FastifyInstance, payload: { account: string; password: string }) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    payload,
    remoteAddress: `10.0.${(addresses += 1) >> 8}.${addresses & 255}`,
  })

const callerWith = (app: FastifyInstance, cookie: string, id: string): As => ({
  id,
  cookie,
  call: (method, url, body) =>
    app.inject({ method, url, headers: { cookie }, ...(body ? { payload: body } : {}) }),
})

const clocks = new WeakMap<FastifyInstance, { readonly at: number }>()
/** What a test's api takes for now, epoch ms. */
export const timeOf = (app: FastifyInstance): number => clocks.get(app)?.at ?? Date.now()

/** A whole api on a real PostgreSQL and real files (or another real store), called by inject; only time and the worker's probe are ours. */
export async function startTestApi(
  connectAs = async (ownerUrl: string) => ownerUrl,
  openObjects?: () => Promise<Objects>,
  change: Partial<World> = {},
): Promise<TestApi> {
  const database = await makeDatabase()
  const databaseUrl = await connectAs(database.url)
  const dir = await mkdtemp(join(tmpdir(), 'sightline-api-'))
  const clock = { at: Date.parse('2026-11-21T10:00:00+08:00') }
  const now = () => clock.at
  const log = createLog({ app: 'api', level: 'silent' })
  const db = openDatabase(databaseUrl)
  const hub = createHub()
  const listening = await listenToDatabase(databaseUrl, { hub, log })
  const probe: TestApi['probe'] = { answer: { ok: false, fault: 'network', detail: 'no answer set' } }
  const hiding: TestApi['hiding'] = { find: null }
  const closing = new AbortController()
  const empty = { waiting: 0, active: 0, delayed: 0, completed: 0, failed: 0 }
  const folder = () => openFolderObjects(join(dir, 'objects'), { now, monotonic: now })
  const objects = await (openObjects ?? folder)()
  const signer = await openSigner(join(dir, 'api'))
  const world: World = {
    db,
    now,
    newId: randomUUID,
    log,
    hub,
    board: createStateBoard({ db, now }),
    objects,
    queues: { request: async (contract) => contract.reply.parse(probe.answer), counts: async () => empty },
    secretBox: createSecretBox([Buffer.alloc(32, 7)]),
    signer,
    startedAt: clock.at,
    workerToken,
    monitorToken,
    uiDir: null,
    filing: 'here',
    caseNumber: '渝执立字〔{year}〕{serial}号',
    agency: '滨江区城市管理局',
    regionCode: '500110',
    trustedProxies: ['127.0.0.0/8'],
    cameraNetworks: readCameraNetworks(ownNetworks),
    isRoleLeast: true,
    keepingTerms: keepingDefaults,
    signIn: signInOfTests,
    provider: null,
    siteLimits: { photo: 2 << 20, video: 4 << 20, scan: 1 << 20 },
    closing: closing.signal,
    machine: null,
    findFaces: null,
    findPrivate: async (asked) => {
      if (!hiding.find) throw new Refusal('copy_no_worker')
      return hiding.find(asked)
    },
    setupFile: join(dir, 'setup.json'),
    chainCheck: createChainCheck({ db, log, now, objects, signer }),
    anchors: createAnchoring({ db, now, objects, signer }),
    ...change,
  }
  const app = await composeApp(world)
  clocks.set(app, clock)
  return {
    app,
    world,
    databaseUrl,
    dir,
    clock,
    probe,
    hiding,
    async as(role, account = role) {
      const known = await db.person.findUnique({ where: { account } })
      const certificate =
        role === 'officer'
          ? { number: `CQ-${account}`, validUntil: clock.at + 365 * day, region: null }
          : null
      const person =
        known ??
        (await db.$transaction(async (tx) =>
          insertPerson(world, tx, {
            person: { account, name: account, role, certificate, passwordHash: await quickHash },
            by: { actor: 'system' },
          }),
        ))
      const answer = await signIn(app, { account, password })
      if (answer.statusCode !== 200) throw new Error(`sign-in: ${answer.body}`)
      return callerWith(app, answer.headers['set-cookie']?.toString().split(';')[0] ?? '', person.id)
    },
    async close() {
      closing.abort()
      await closeApp(app, 1000)
      await listening.close()
      await db.$disconnect()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
