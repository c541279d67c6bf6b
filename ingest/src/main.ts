import { realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { systemClock } from '@sightline/infra/platform/clock'
import { describeConfig, parseConfig, printableConfig } from '@sightline/infra/platform/config'
import { CodedError, toReason } from '@sightline/infra/platform/error'
import { createLog, type Log } from '@sightline/infra/platform/log'
import type { Objects } from '@sightline/infra/platform/objects'
import { objectsOpener } from '@sightline/infra/platform/objects-config'
import { keepFilesPrivate } from '@sightline/infra/platform/private-files'
import { openQueues, type Queues } from '@sightline/infra/platform/queue'
import { systemRandom } from '@sightline/infra/platform/random'
import { createShutdown, type Shutdown } from '@sightline/infra/platform/stack'
import { createDecodeTurns } from './perceive/decode/decode-turns.ts'
import { configSchema, type Config } from './worker/config.ts'
import { askWhatToWatch } from './worker/ask-what-to-watch.ts'
import { writeFontConfig } from './worker/machine.ts'
import { countLookDelays, serveMetrics, startMetrics } from './worker/metrics.ts'
import { answerAsked } from './worker/answer-asked.ts'
import { passwordContext } from '@sightline/api/contract/camera-password'
import { toAddress } from './worker/source-address.ts'
import { createWatches, type Watches } from './worker/watches.ts'
import { openSealing, type SealingLanes } from './worker/open-sealing.ts'
import { createTurns } from './dossier/turns.ts'
import type { Spool, SpooledDossier } from './spool/spool.ts'
import { createFaceFinder } from './faces/find-faces.ts'
import { startHandOver } from './handover/hand-over.ts'
import { openOnce } from './handover/objects-opener.ts'
import { linkQueues, type QueueLink } from './handover/queue-link.ts'
import { createLiveFeeds } from './live/live-feeds.ts'
import { serveLive } from './live/live-server.ts'
import { openModels, type Models } from './perceive/infer/open-models.ts'
import { pauseOnTimer as pause } from './floor/pause.ts'
import { createSlices } from './floor/slices.ts'
import { finishLeft } from './watch/finish-left.ts'
import { startWatch } from './watch/watch.ts'
import type { WatchDeps } from './watch/watch-deps.ts'
import { openDisk } from './worker/open-disk.ts'
import { openLauncher } from './worker/open-launcher.ts'
import { openShadows } from './worker/open-shadows.ts'
import { openMouth } from './worker/open-mouth.ts'

/** What a run may do otherwise than this machine: the time by which sources are watched, and who is told of the watches. */
export interface Run extends Pick<WatchDeps, 'clock' | 'pause'> {
  readonly seeing: (modelSet: WatchDeps['modelSet']) => WatchDeps['modelSet']
  readonly onWatches: (watches: Watches) => void
}

const clock = systemClock
const asItIs: Run = { clock, pause, seeing: (modelSet) => modelSet, onWatches: () => undefined }

function connectQueues(config: Config, log: Log): Promise<Queues> {
  if (config.queue === 'redis') return openQueues({ backend: 'redis', url: config.redisUrl }, log)
  return openQueues({ backend: 'postgres', url: required(config.databaseUrl, 'DATABASE_URL') }, log)
}

function required(value: string | undefined, variable: string): string {
  if (value === undefined)
    throw new CodedError('config_invalid', { app: 'ingest', problems: [`${variable} is missing`] })
  return value
}

const apiOf = ({ apiUrl, secretsDir }: Config) => ({ apiUrl, tokenFile: join(secretsDir, 'worker.token') })

async function openAllModels(config: Config, log: Log, shutdown: Shutdown): Promise<Models> {
  const { model: name, furtherModels: further, modelDir: dir, modelMirror: mirror } = config
  const workers = config.inferenceWorkers
  const embedder = config.personModel.trim() || null
  const pose = config.poseModel.trim() || null
  const api = apiOf(config)
  const models = await openModels({ name, further, embedder, pose, dir, mirror, workers, api, log, pause })
  shutdown.push({ name: 'models', close: () => models.close() })
  return models
}

/** The live view, and the address that the api is told. */
async function openLive(config: Config, log: Log, shutdown: Shutdown) {
  const live = createLiveFeeds(clock.monotonic)
  shutdown.push({ name: 'live feeds', close: () => live.stop() })
  const server = await serveLive(
    {
      feeds: live,
      log,
      maxViewers: config.liveViewers,
      tokenFile: join(config.secretsDir, 'worker.token'),
    },
    { host: config.liveHost, port: config.livePort },
  )
  shutdown.push({ name: 'live view', close: () => server.close() })
  return { live, liveUrl: config.liveUrl ?? server.url }
}

interface Parts {
  readonly run: Run
  readonly disk: Awaited<ReturnType<typeof openDisk>>
  readonly modelSet: WatchDeps['modelSet']
  readonly log: Log
  readonly live: WatchDeps['live']
  readonly launch: WatchDeps['launch']
  readonly sealing: SealingLanes
  readonly onSealed: WatchDeps['onSealed']
  readonly onLookDelay: WatchDeps['onLookDelay']
  readonly beside: WatchDeps['beside']
}

function toWatchDeps(config: Config, parts: Parts): WatchDeps {
  const { disk, modelSet, log, live, launch, sealing, onSealed, onLookDelay, beside, run } = parts
  const { ffmpegPath, silenceMs, dataDir } = config
  return {
    dataDir,
    ffmpegPath,
    launch,
    silenceMs,
    random: systemRandom,
    log,
    onSealed,
    onLookDelay,
    beside,
    live,
    spool: disk.spool,
    clock: run.clock,
    pause: run.pause,
    modelSet: run.seeing(modelSet),
    cameraNetworks: readCameraNetworks(config.cameraNetworks),
    turns: createDecodeTurns(availableParallelism()),
    slices: createSlices({ monotonic: systemClock.monotonic, later: setImmediate }),
    ringBounds: {
      maxBytes: config.ringBytes,
      maxAgeMs: config.ringSeconds * 1000,
      floorBytes: config.diskFloorBytes,
    },
    isFull: () => disk.keeper.room().isFull,
    sealTurns: createTurns({ places: availableParallelism(), clock }),
    async fill(task) {
      const lane = task.part === 'first' ? sealing.atOnce : sealing.later
      const draft = await lane.ask('fill', task)
      return (chain) => sealing.atOnce.ask('place', { draft, chain })
    },
    addressOf: (source) => toAddress(disk.secretBox, source, passwordContext(source)),
  }
}

interface LinkParts extends Pick<Parts, 'disk' | 'sealing' | 'log'> {
  readonly openObjects: () => Promise<Objects>
}

function openLink(config: Config, { disk, sealing, log, openObjects }: LinkParts): QueueLink {
  const objects = openOnce(openObjects)
  const spool: Spool = disk.spool
  const readSealed = ({ part, dir }: SpooledDossier) =>
    (part === 'first' ? sealing.atOnce : sealing.later).ask('read', dir)
  return linkQueues({
    log,
    pause,
    open: () => connectQueues(config, log),
    handOver: (queues) =>
      startHandOver({ log, spool, readSealed, queues, objects, keyId: disk.signer.keyId }),
  })
}

type Starting = Pick<Parts, 'log' | 'run'> & { readonly shutdown: Shutdown }

async function start(config: Config, { log, shutdown, run }: Starting): Promise<void> {
  const openObjects = objectsOpener(config, 'ingest', clock)
  const { launch } = openLauncher(log, shutdown)
  const disk = await openDisk(config, log, shutdown)
  const sealing = await openSealing(config, shutdown)
  const models = await openAllModels(config, log, shutdown)
  const link = openLink(config, { disk, sealing, log, openObjects })
  shutdown.push({ name: 'queues', close: () => link.close() })
  const onSealed: WatchDeps['onSealed'] = (dossier) => link.offer(dossier)
  const looks = countLookDelays()
  const { live, liveUrl } = await openLive(config, log, shutdown)
  const { signer } = disk
  const shadows = openShadows({ config, signer, log, pause: run.pause, shutdown })
  const deps = toWatchDeps(config, {
    run,
    disk,
    modelSet: models.modelSet,
    log,
    live,
    launch,
    sealing,
    onSealed,
    onLookDelay: (delayMs) => looks.observe(delayMs),
    beside: shadows.beside,
  })
  const watches = createWatches({
    log,
    start: (source) => startWatch(deps, source),
    finish: (id, signal) => finishLeft(deps, id, signal),
  })
  run.onWatches(watches)
  const probing = { ...deps, secretBox: disk.secretBox, watches }
  const faces = createFaceFinder({ dir: config.modelDir, origins: { mirror: config.modelMirror } })
  shutdown.push({ name: 'faces', close: () => faces.close() })
  link.whenLinked((queues) => answerAsked(queues, { probing, api: apiOf(config), faces }))
  shutdown.push({ name: 'watches', close: () => watches.stop(), deadlineMs: 30_000 })
  const metrics = startMetrics({ watches: () => watches.all(), room: () => disk.keeper.room(), looks })
  shutdown.push({ name: 'metrics', close: () => metrics.stop() })
  if (config.metricsPort !== undefined) {
    shutdown.push({ name: 'metrics server', close: await serveMetrics(metrics, config.metricsPort) })
  }
  const mouth = openMouth(config, { ...deps, watches, secretBox: disk.secretBox, shutdown })
  const asked = { watches, models, shadows, mouth, log, liveUrl, signer, clock: run.clock, pause: run.pause }
  const asking = askWhatToWatch(config, asked)
  shutdown.push({ name: 'reconciler', close: () => asking.stop() })
}

/** Watches until the process is told to end. */
export async function runWorker(run: Run = asItIs): Promise<void> {
  const parsed = parseConfig(configSchema, process.env, { app: 'ingest' })
  const config = { ...parsed, dataDir: resolve(parsed.dataDir), objectsDir: resolve(parsed.objectsDir) }
  const log = createLog({ app: 'ingest', level: config.logLevel })
  log.info({ config: printableConfig(configSchema, config) }, 'starting')
  process.env['FONTCONFIG_FILE'] ??= await writeFontConfig(join(config.dataDir, 'fonts'))
  const shutdown = createShutdown(log)
  shutdown.onSignals(process)
  try {
    await start(config, { log, shutdown, run })
  } catch (error) {
    await shutdown.run('could not start')
    throw error
  }
  process.stdout.write('watching\n')
}

function main(): void {
  keepFilesPrivate(process)
  if (process.argv.includes('--help')) {
    process.stdout.write(
      `视频接入 · the ingest worker, set by environment variables:\n\n${describeConfig(configSchema)}\n`,
    )
    return
  }
  runWorker().catch((error: unknown) => {
    process.stderr.write(`${error instanceof CodedError ? error.message : toReason(error)}\n`)
    process.exit(1)
  })
}

// Tests run the same worker by another clock; a started file may be named by a link.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main()
