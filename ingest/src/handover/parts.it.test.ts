import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest } from '@sightline/api/contract/dossier'
import type { DossierSubmitted } from '@sightline/api/contract/queues'
import { systemClock } from '@sightline/infra/platform/clock'
import { hashBytes } from '@sightline/infra/platform/hash'
import { createLog } from '@sightline/infra/platform/log'
import type { Objects } from '@sightline/infra/platform/objects'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { openQueues, type Queues } from '@sightline/infra/platform/queue'
import { openSigner } from '@sightline/infra/platform/sign'
import { freshDatabase, testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { dossierSubmitted } from './contracts.ts'
import { startHandOver } from './hand-over.ts'
import { readSealed } from '../spool/read-sealed.ts'
import { openSpool, type Spool } from '../spool/spool.ts'
import { sampleJob } from '../dossier/test/sample-fill.ts'

const postgres = testServer('pg')
const log = createLog({ app: 'test', level: 'silent' })

/** A worker between its disk and the queue, and the moments at which it can be killed. */
type Step = (spool: Spool) => Promise<void>

describe.skipIf(!postgres)('a worker that is killed between the parts of a stage', () => {
  let dir: string
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let objects: Objects
  let queues: Queues
  let arrived: DossierSubmitted[]

  let id: string
  let keyId = 0

  beforeAll(async () => {
    database = await freshDatabase(postgres ?? '')
    queues = await openQueues({ backend: 'postgres', url: database.url }, log)
    queues.consume(dossierSubmitted, async (job) => void arrived.push(job))
  })
  afterAll(async () => {
    await queues.close()
    await database.drop()
  })
  beforeEach(async () => {
    id = `finding-${(keyId += 1)}`
    dir = await mkdtemp(join(tmpdir(), 'sightline-parts-'))
    objects = await openFolderObjects(join(dir, 'objects'), systemClock)
    arrived = []
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  const dataDir = () => join(dir, 'data')
  const open = async (): Promise<Spool> =>
    openSpool({
      dataDir: dataDir(),
      signer: await openSigner(join(dir, 'secrets')),
      limits: { spoolBytes: 1 << 20, diskFloorBytes: 0 },
    })
  const firstOf = (spool: Spool) => spool.seal(sampleJob(id, { link: { part: 'first' } }))
  const restOf = async (spool: Spool) => {
    const { manifest } = await readSealed((await firstOf(spool)).dir)
    const { sha256 } = hashBytes(Buffer.from(manifest))
    return spool.seal(sampleJob(id, { link: { part: 'supplement', first: sha256 } }))
  }
  const failing = (link: Manifest['link']) =>
    sampleJob(id, { ...(link ? { link } : {}), fail: new Error('killed here') })
  const begin = (spool: Spool, through: Partial<Parameters<typeof startHandOver>[0]> = {}) =>
    startHandOver({
      log,
      spool,
      queues: { ...queues, consume: () => undefined },
      keyId: 'k',
      readSealed: ({ dir: at }) => readSealed(at),
      objects: async () => objects,
      ...through,
    })
  const killed = (): Promise<never> => Promise.reject(new Error('killed here'))

  const moments: [string, Step][] = [
    ['before anything', async () => undefined],
    [
      'while the first is filled',
      async (spool) => void (await spool.seal(failing({ part: 'first' })).catch(() => null)),
    ],
    ['between the first and its upload', async (spool) => void (await firstOf(spool))],
    [
      'during the upload of the first',
      async (spool) => {
        const half: Objects = {
          ...objects,
          put: (key, ...rest) => (key.endsWith('.json') ? killed() : objects.put(key, ...rest)),
        }
        await begin(spool, { objects: async () => half }).offer(await firstOf(spool))
      },
    ],
    [
      'between the upload of the first and its submission',
      async (spool) => {
        const mute = { consume: () => undefined, produce: killed }
        await begin(spool, { queues: mute })
          .offer(await firstOf(spool))
          .catch(() => null)
      },
    ],
    [
      'between the submission of the first and its leaving the spool',
      async (spool) => {
        await begin({ ...spool, markHanded: killed }).offer(await firstOf(spool))
      },
    ],
    ['between the parts', async (spool) => begin(spool).offer(await firstOf(spool))],
    [
      'while the supplement is filled',
      async (spool) => {
        const { manifest } = await readSealed((await firstOf(spool)).dir)
        const first = hashBytes(Buffer.from(manifest)).sha256
        await spool.seal(failing({ part: 'supplement', first })).catch(() => null)
      },
    ],
    ['between the supplement and its upload', async (spool) => void (await restOf(spool))],
  ]

  it.each(moments)('loses and doubles nothing: %s', async (_name, runUntil) => {
    await runUntil(await open())
    await mkdir(join(dataDir(), 'building', `${id}-confirmed-first`), { recursive: true })
    const spool = await open()
    expect(await readdir(join(dataDir(), 'building'))).toEqual([])
    await firstOf(spool)
    await restOf(spool)
    const handOver = startHandOver({
      log,
      spool,
      queues,
      keyId: `k${keyId}`,
      objects: async () => objects,
      readSealed: ({ dir: at }) => readSealed(at),
    })
    await handOver.offerAll()
    await until('all is handed over', async () => (await spool.waiting()).length === 0, 30_000)
    await until('the api has both', async () => arrived.length >= 2, 30_000)
    expect(arrived.map(({ part }) => part).toSorted()).toEqual(['first', 'supplement'])
    const [first, rest] = ['first', 'supplement'].map((one) => arrived.find(({ part }) => part === one)!)
    const link = (JSON.parse(rest!.manifest) as Manifest).link
    expect(link).toEqual({ part: 'supplement', first: hashBytes(Buffer.from(first!.manifest)).sha256 })
    const [before, after] = [first!, rest!].map(({ manifest }) => (JSON.parse(manifest) as Manifest).chain)
    expect([before!.sequence, after!.sequence]).toEqual([0, 1])
  })
})
