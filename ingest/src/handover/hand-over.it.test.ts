import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DossierSubmitted } from '@sightline/api/contract/queues'
import type { Manifest } from '@sightline/api/contract/dossier'
import { systemClock } from '@sightline/infra/platform/clock'
import { createLog } from '@sightline/infra/platform/log'
import type { Objects } from '@sightline/infra/platform/objects'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { openQueues, type Queues } from '@sightline/infra/platform/queue'
import { openSigner, type Signer } from '@sightline/infra/platform/sign'
import { freshDatabase, testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { readSealed } from '../spool/read-sealed.ts'
import { openSpool, type Spool } from '../spool/spool.ts'
import { sampleJob } from '../dossier/test/sample-fill.ts'
import { dossierSubmitted } from './contracts.ts'
import { startHandOver } from './hand-over.ts'

const postgres = testServer('pg')
const log = createLog({ app: 'test', level: 'silent' })

describe.skipIf(!postgres)('the hand-over', () => {
  let dir: string
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let queues: Queues
  let signer: Signer
  let spool: Spool
  let objects: Objects
  let arrived: DossierSubmitted[]

  const openMine = async () => openQueues({ backend: 'postgres', url: database.url }, log)
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-hand-over-'))
    database = await freshDatabase(postgres ?? '')
    queues = await openMine()
    signer = await openSigner(join(dir, 'secrets'))
    spool = await openSpool({ dataDir: dir, signer, limits: { spoolBytes: 1 << 20, diskFloorBytes: 0 } })
    objects = await openFolderObjects(join(dir, 'objects'), systemClock)
    arrived = []
  })
  afterEach(async () => {
    await queues.close()
    await database.drop()
    await rm(dir, { recursive: true, force: true })
  })

  const seal = (id: string, link?: Manifest['link']) => spool.seal(sampleJob(id, link ? { link } : {}))
  const read = ({ dir: at }: { readonly dir: string }) => readSealed(at)
  const begin = (store: () => Promise<Objects>) =>
    startHandOver({ log, spool, readSealed: read, queues, objects: store, keyId: signer.keyId })
  const listen = () => queues.consume(dossierSubmitted, async (job) => void arrived.push(job))
  const isEmpty = async () => (await spool.waiting()).length === 0

  it('stores every file, tells the api once, and only then empties the spool', async () => {
    const dossier = await seal('a')
    const handOver = begin(async () => objects)
    await Promise.all([handOver.offer(dossier), handOver.offer(dossier), handOver.offerAll()])
    await until('it is handed over', isEmpty)
    listen()
    await until('the api hears of it', async () => arrived.length > 0)
    expect(arrived).toHaveLength(1)
    const [{ key, versionId, sha256 }] = arrived[0]!.objects as [DossierSubmitted['objects'][number]]
    expect(key).toBe('dossiers/a/confirmed/confirmed/trace.json')
    expect((await objects.stat(key, versionId)).sha256).toBe(sha256)
    expect(Buffer.from(await objects.readAll('dossiers/a/confirmed/manifest.json', null)).toString()).toBe(
      arrived[0]!.manifest,
    )
  })

  it('waits out a store that is down, and loses and doubles nothing (R76)', async () => {
    let isDown = true
    const handOver = begin(async () => {
      if (isDown) throw new Error('the store is down')
      return objects
    })
    listen()
    for (const id of ['a', 'b', 'c']) await handOver.offer(await seal(id))
    const waiting = (await spool.waiting()).map(({ findingId }) => findingId)
    expect(waiting).toEqual(['a', 'b', 'c'])
    isDown = false
    await until('all are handed over', isEmpty, 60_000)
    await until('the api hears of all', async () => arrived.length >= 3)
    expect(arrived.map(({ findingId }) => findingId).toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('lets one whose upload hangs hold up no other', async () => {
    const hung = new AbortController()
    const dumb: Objects = {
      ...objects,
      put: (key, body, claim) =>
        key.startsWith('dossiers/a/')
          ? new Promise((_resolve, reject) =>
              hung.signal.addEventListener('abort', () => reject(new Error('hung'))),
            )
          : objects.put(key, body, claim),
    }
    const handOver = begin(async () => dumb)
    listen()
    for (const id of ['a', 'b', 'c']) await handOver.offer(await seal(id))
    await until('the others are handed over', async () => arrived.length >= 2)
    expect(arrived.map(({ findingId }) => findingId).toSorted()).toEqual(['b', 'c'])
    expect((await spool.waiting()).map(({ findingId }) => findingId)).toEqual(['a'])
    hung.abort()
  })

  it('begins again where a crash came between the api and the spool', async () => {
    const dossier = await seal('a')
    const crashing = { ...spool, markHanded: () => Promise.reject(new Error('killed here')) }
    const first = startHandOver({
      log,
      spool: crashing,
      readSealed: read,
      queues,
      objects: async () => objects,
      keyId: signer.keyId,
    })
    await first.offer(dossier)
    listen()
    await until('the api hears of it', async () => arrived.length > 0)
    await queues.close()
    expect(await spool.waiting()).toHaveLength(1)
    queues = await openMine()
    listen()
    await begin(async () => objects).offerAll()
    await until('it is handed over', isEmpty, 60_000)
    expect(arrived).toHaveLength(1)
  })

  it('does not hand over what was altered on the disk', async () => {
    const dossier = await seal('a')
    await appendFile(join(dossier.dir, 'confirmed/trace.json'), ' ')
    const handOver = begin(async () => objects)
    listen()
    await handOver.offer(dossier)
    await handOver.offer(await seal('b'))
    await until('the sound one is handed over', async () => arrived.length > 0)
    expect(arrived.map(({ findingId }) => findingId)).toEqual(['b'])
    expect((await spool.waiting()).map(({ findingId }) => findingId)).toEqual(['a'])
  })
})
