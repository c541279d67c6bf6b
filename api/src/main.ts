import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { systemClock } from '@sightline/infra/platform/clock'
import { describeConfig, parseConfig, printableConfig } from '@sightline/infra/platform/config'
import { createDurably, makeDirDurably, readTextIfThere } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { createLog, type Log } from '@sightline/infra/platform/log'
import { objectsOpener } from '@sightline/infra/platform/objects-config'
import { keepFilesPrivate } from '@sightline/infra/platform/private-files'
import { openQueues } from '@sightline/infra/platform/queue'
import type { QueueBackend } from '@sightline/infra/platform/queue-backend'
import { createSecretBox, openKeyFile, refuseExposed } from '@sightline/infra/platform/secret-box'
import { openSigner } from '@sightline/infra/platform/sign'
import { createShutdown, type Shutdown } from '@sightline/infra/platform/stack'
import { configSchema, environment, keepingTermsOf, siteLimitsOf, type Config } from './config.ts'
import { openDatabase } from './database/client.ts'
import { tidyCopies } from './copies/tidy-copies.ts'
import { createFindPrivate } from './hiding/find-private.ts'
import { createFindFaces } from './datasets/ask-faces.ts'
import { tidyExports } from './datasets/tidy-exports.ts'
import { ensureMigrated } from './database/deploy-migrations.ts'
import { tablesAtRisk } from './database/runtime-role.ts'
import { consumeDossiers } from './dossiers/consume.ts'
import { closeApp } from './http/close-app.ts'
import { composeApp, type World } from './features.ts'
import { createAnchoring } from './integrity/anchor.ts'
import { createChainCheck } from './integrity/chain-check.ts'
import { repeatQuietly } from './integrity/repeat-quietly.ts'
import { openAuthority } from './stamps/authority.ts'
import { createStamping } from './stamps/stamping.ts'
import { keepUp } from './keeping/keep-up.ts'
import { tellDue } from './limits/tell-due.ts'
import { createHub, listenToDatabase } from './live/hub.ts'
import { reencryptFactors } from './second-factor/seal.ts'
import { reencryptPasswords } from './sources/reencrypt-passwords.ts'
import { reencryptSpeakers } from './sources/speaker-secrets.ts'
import { openProvider, signInSettingsOf } from './open-sign-in.ts'
import { openMachine } from './machine/machine.ts'
import { createStateBoard } from './sources/state-board.ts'
import { startSweep } from './sweep.ts'
import { enrolNamed } from './worker-keys/decide-key.ts'

/** Between two steps of the check of the audit trail. */
const checkMs = 5_000
/** Between two steps of keeping evidence: what is new is held within this. */
const keepMs = 10_000
/** Between two looks for limits that passed: a first look has ten minutes. */
const tellMs = 10_000
/** What waits for its time-stamp is looked at. */
const stampMs = 60_000
/** Between two looks for exports of training data that are kept no longer. */
const removeEveryMs = 60_000

/** A setting that another setting asks for. */
function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`${name} is missing`)
  return value
}

const backendOf = (config: Config): QueueBackend =>
  config.queue === 'redis'
    ? { backend: 'redis', url: needed(config.redisUrl, 'SIGHTLINE_REDIS_URL') }
    : { backend: 'postgres', url: config.databaseUrl }

/** The token that programs of this name show, made (0600) at first start. */
async function openToken(dir: string, name: string): Promise<string> {
  await makeDirDurably(dir)
  const path = join(dir, `${name}.token`)
  await createDurably(path, `${randomBytes(32).toString('base64url')}\n`, 0o600)
  await refuseExposed(path)
  return needed((await readTextIfThere(path))?.trim(), path)
}

async function openSecrets({ secretsDir }: Config) {
  return {
    workerToken: await openToken(secretsDir, 'worker'),
    monitorToken: await openToken(secretsDir, 'monitor'),
    secretBox: createSecretBox(await openKeyFile(join(secretsDir, 'seal.key'))),
    signer: await openSigner(join(secretsDir, 'api')),
  }
}

/** Whether the role of the database can change nothing that is recorded; where it can, said aloud, or refused. */
async function checkRole({ databaseUrl, databaseRole }: Config, log: Log): Promise<boolean> {
  const tables = await tablesAtRisk(databaseUrl)
  if (tables.length === 0) return true
  const fix = 'sightline db roles, and DATABASE_URL of the runtime role'
  if (databaseRole === 'refuse') throw new CodedError('database_role_too_strong', { tables, fix })
  log.warn({ tables, fix }, 'the role of the database could change what is recorded')
  return false
}

async function openWorld(config: Config, { log, shutdown }: { log: Log; shutdown: Shutdown }) {
  const openObjects = objectsOpener(config, 'api', systemClock)
  await ensureMigrated(config.databaseUrl)
  const isRoleLeast = await checkRole(config, log)
  const db = openDatabase(config.databaseUrl)
  shutdown.push({ name: 'database', close: () => db.$disconnect() })
  const now = systemClock.now
  const hub = createHub()
  const listening = await listenToDatabase(config.databaseUrl, { hub, log })
  shutdown.push({ name: 'live', close: () => listening.close() })
  const queues = await openQueues(backendOf(config), log)
  shutdown.push({ name: 'queues', close: () => queues.close() })
  const board = createStateBoard({ db, now })
  const sweep = startSweep({ db, now, log, board })
  shutdown.push({ name: 'sweep', close: () => sweep.close() })
  const closing = new AbortController()
  const base = {
    db,
    now,
    newId: randomUUID,
    log,
    hub,
    board,
    queues,
    startedAt: now(),
    isRoleLeast,
    findFaces: createFindFaces(queues, log),
    findPrivate: createFindPrivate(queues, log),
    closing: closing.signal,
    machine: config.controlUrl
      ? openMachine(config.controlUrl, join(config.secretsDir, 'control.token'))
      : null,
    setupFile: join(config.secretsDir, 'setup.json'),
    keepingTerms: keepingTermsOf(config),
    siteLimits: siteLimitsOf(config),
    signIn: signInSettingsOf(config),
    provider: await openProvider(config),
  }
  const { uiDir, trustedProxies, agency, regionCode, filing, caseNumber } = config
  const cameraNetworks = readCameraNetworks(config.cameraNetworks)
  const settings = { uiDir, trustedProxies, agency, regionCode, cameraNetworks, filing, caseNumber }
  const opened = { objects: await openObjects(), ...settings, ...(await openSecrets(config)) }
  const chainCheck = createChainCheck({ db, log, now, ...opened })
  const anchors = createAnchoring({ db, now, ...opened })
  return { world: { ...base, ...opened, chainCheck, anchors } satisfies World, queues, closing }
}

async function start(config: Config, log: Log): Promise<void> {
  const shutdown = createShutdown(log)
  shutdown.onSignals(process)
  try {
    log.info({ config: printableConfig(configSchema, config) }, 'starting')
    const authority = await openAuthority(config)
    const { world, queues, closing } = await openWorld(config, { log, shutdown })
    await reencryptPasswords(world)
    await reencryptSpeakers(world)
    await reencryptFactors(world)
    for (const keyId of await enrolNamed(world, config.workerKeys))
      process.stdout.write(`worker key trusted: ${keyId}\n`)
    for (const code of await world.objects.warnings())
      log.warn({ code }, 'the store of evidence asks for a look')
    const app = await composeApp(world)
    shutdown.push({ name: 'http', close: () => closeApp(app) })
    consumeDossiers(queues, world)
    const checking = repeatQuietly(world.log, checkMs, world.chainCheck.tick)
    shutdown.push({ name: 'audit check', close: () => checking.stop() })
    const anchoring = repeatQuietly(world.log, config.anchorMinutes * 60_000, world.anchors.write)
    shutdown.push({ name: 'anchors', close: () => anchoring.stop() })
    const stamps = createStamping({ ...world, authority }, { everyMs: config.stampMinutes * 60_000 })
    const stamping = repeatQuietly(world.log, stampMs, stamps.tick)
    shutdown.push({ name: 'time-stamps', close: () => stamping.stop() })
    const removing = repeatQuietly(world.log, removeEveryMs, async () => {
      await tidyExports(world)
      await tidyCopies(world)
    })
    shutdown.push({ name: 'old exports', close: () => removing.stop() })
    const telling = repeatQuietly(world.log, tellMs, () => tellDue(world.db, world.now()))
    shutdown.push({ name: 'limits', close: () => telling.stop() })
    const keeping = repeatQuietly(world.log, keepMs, () => keepUp(world))
    shutdown.push({ name: 'keeping', close: () => keeping.stop() })
    const address = await app.listen({ port: config.port, host: config.host })
    shutdown.push({ name: 'streams', close: () => closing.abort() })
    process.stdout.write(`listening on ${address}\n`)
  } catch (error) {
    await shutdown.run('start failed')
    throw error
  }
}

keepFilesPrivate(process)
if (process.argv.includes('--help')) {
  process.stdout.write(`Sightline api. Settings, by environment:\n${describeConfig(configSchema)}\n`)
} else {
  try {
    const config = parseConfig(configSchema, environment(), { app: 'api' })
    await start(config, createLog({ app: 'api', level: config.logLevel }))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
