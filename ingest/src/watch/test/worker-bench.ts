import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  reconcileRequestSchema,
  signedCallSchema,
  wantedSourceSchema,
  type WantedSource,
} from '@sightline/api/contract/workers'
import { passwordContext } from '@sightline/api/contract/camera-password'
import type { SourceState } from '@sightline/api/contract/sources'
import { createSecretBox, openKeyFile } from '@sightline/infra/platform/secret-box'
import { freshDatabase, testServer } from '@sightline/infra/platform/test/test-servers'
import { startChild, until, type Child } from '../../../../infra/start/child.ts'
import type { SimulatedCamera } from '../../../../infra/dev/simulator/simulator.ts'
import { fromFolderName } from '../../spool/spool-name.ts'
import type { PacedClock } from './paced-clock.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const main = join(repository, 'ingest/src/main.ts')

/** A worker as it runs in production, a child process, with an api that only says what to watch. */
export interface WorkerBench {
  /** Its own folder, gone when it closes. */
  readonly dir: string
  readonly dirs: {
    readonly data: string
    readonly spool: string
    readonly handed: string
    readonly building: string
  }
  want(sources: readonly WantedSource[]): void
  /** As it was told last since the start; null: not yet. */
  state(): SourceState | null
  start(env?: Record<string, string>): Promise<void>
  /** SIGKILL unless told otherwise; waits until the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** `findingId stage` of every confirmed or closed stage that is wholly sealed by now, wherever it lies. */
  sealed(): Promise<string[]>
  tail(): string
  close(): Promise<void>
}

/**
 * On the test run's PostgreSQL, in a database and a folder of its own; the worker itself is not started yet. With a clock,
 * by that one, which follows it.
 */
export async function startBench(clock?: PacedClock): Promise<WorkerBench> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-worker-'))
  const database = await freshDatabase(testServer('pg') ?? '')
  const secrets = join(dir, 'secrets')
  mkdirSync(secrets, { recursive: true, mode: 0o700 })
  writeFileSync(join(secrets, 'worker.token'), 'token of the bench')
  let wanted: readonly WantedSource[] = []
  let state: SourceState | null = null
  let child: Child | null = null
  const api = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { call } = signedCallSchema.parse(JSON.parse(Buffer.concat(chunks).toString()))
      const report = reconcileRequestSchema.parse(JSON.parse(call))
      state = report.states[0]?.state ?? null
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ sources: wanted, leaseMs: clock ? 3_600_000 : 10_000 }))
    })
  })
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done))
  const address = api.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const data = join(dir, 'ingest')
  const dirs = {
    data,
    spool: join(data, 'spool'),
    handed: join(data, 'handed'),
    building: join(data, 'building'),
  }

  return {
    dir,
    dirs,
    want: (sources) => void (wanted = sources),
    state: () => state,
    async start(more = {}) {
      let isReady = false
      state = null
      const started = startChild(
        process.execPath,
        ['--import', 'tsx', clock ? join(import.meta.dirname, 'paced-worker-cli.ts') : main],
        {
          cwd: repository,
          stdio: ['ignore', 'pipe', 'pipe', ...(clock ? ['ipc' as const] : [])],
          onLine: (line) => void (isReady ||= line === 'watching'),
          env: {
            PATH: process.env['PATH'],
            HOME: process.env['HOME'],
            FFMPEG_PATH: process.env['FFMPEG_PATH'],
            SIGHTLINE_API_URL: `http://127.0.0.1:${port}`,
            SIGHTLINE_DATA_DIR: data,
            SIGHTLINE_SECRETS_DIR: secrets,
            SIGHTLINE_OBJECTS_DIR: join(dir, 'objects'),
            SIGHTLINE_INFERENCE_WORKERS: '1',
            SIGHTLINE_MODEL_DIR: join(repository, '.sightline/models'),
            SIGHTLINE_MODEL_MIRROR: join(repository, '../shared/models'),
            SIGHTLINE_QUEUE: 'postgres',
            DATABASE_URL: database.url,
            ...more,
          },
        },
      )
      child = started
      clock?.follow(started)
      await until(
        'the worker watches',
        async () => {
          if (started.process.exitCode !== null) throw new Error(`the worker ended:\n${started.tail()}`)
          return isReady
        },
        300_000,
      )
    },
    kill: async (signal = 'SIGKILL') => child?.stop(signal),
    async sealed() {
      const names = [...(await readdir(dirs.spool)), ...(await readdir(dirs.handed))]
      return names
        .flatMap((name) => fromFolderName(name) ?? [])
        .filter(({ stage, part }) => stage !== 'opened' && part !== 'first')
        .toSorted((a, b) => a.sequence - b.sequence)
        .map(({ findingId, stage }) => `${findingId} ${stage}`)
    },
    tail: () => child?.tail() ?? '',
    async close() {
      await child?.stop()
      await new Promise((done) => api.close(done))
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A camera of the simulator as the api would hand it to a worker, its password sealed under the bench's key. */
export async function toWanted(dir: string, camera: SimulatedCamera): Promise<WantedSource> {
  const secretBox = createSecretBox(await openKeyFile(join(dir, 'secrets', 'seal.key')))
  const [drawn] = camera.zones
  const source = {
    id: 'cam-1',
    version: 1,
    name: camera.name.zh,
    kind: 'fixed',
    place: '人民路',
    position: null,
    url: camera.mainUrl,
    user: camera.user,
    sealedPassword: secretBox.encrypt(camera.password, passwordContext({ id: 'cam-1', url: camera.mainUrl })),
    approval: { state: 'in_use', revision: 1, basis: '' },
    zones: [
      {
        id: 'zone-1',
        sourceId: 'cam-1',
        version: 1,
        name: '人行道',
        polygon: drawn?.polygon ?? [],
        bays: drawn?.bays ?? [],
        hours: [],
        active: true,
        createdAt: 0,
      },
    ],
    rules: [
      {
        id: 'rule-1',
        zoneId: 'zone-1',
        version: 1,
        kind: 'illegal_parking',
        enabled: true,
        createdAt: 0,
        params: { stillSeconds: 3, graceSeconds: 10 },
      },
    ],
  }
  return wantedSourceSchema.parse(source)
}
