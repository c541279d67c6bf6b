import { join } from 'node:path'
import { systemClock } from '@sightline/infra/platform/clock'
import { makeDirDurably } from '@sightline/infra/platform/durable-file'
import type { Log } from '@sightline/infra/platform/log'
import { createSecretBox, openKeyFile } from '@sightline/infra/platform/secret-box'
import { openSigner } from '@sightline/infra/platform/sign'
import type { Shutdown } from '@sightline/infra/platform/stack'
import type { Config } from './config.ts'
import { lockDataDir } from '../spool/data-lock.ts'
import { keepRoom } from '../spool/room-keeper.ts'
import { openSpool, spoolDirs } from '../spool/spool.ts'
import { pruneHanded } from '../handover/hand-over.ts'
import { pauseOnTimer as pause } from '../floor/pause.ts'

/** What is on the disk: the lock, the keys, the spool. */
export async function openDisk(config: Config, log: Log, shutdown: Shutdown) {
  await makeDirDurably(config.dataDir)
  const unlock = await lockDataDir(config.dataDir)
  shutdown.push({ name: 'data folder', close: unlock })
  const signer = await openSigner(join(config.secretsDir, 'ingest'))
  const secretBox = createSecretBox(await openKeyFile(join(config.secretsDir, 'seal.key')))
  const limits = { spoolBytes: config.spoolBytes, diskFloorBytes: config.diskFloorBytes }
  const spool = await openSpool({ dataDir: config.dataDir, signer, limits })
  const pruned = await pruneHanded(spoolDirs(config.dataDir).handed, {
    days: config.handedDays,
    clock: systemClock,
  })
  if (pruned > 0) log.info({ pruned }, 'copies of handed-over dossiers removed')
  const keeper = await keepRoom(spool, { pause, log })
  shutdown.push({ name: 'room', close: () => keeper.stop() })
  return { signer, secretBox, spool, keeper }
}
