import { readFile } from 'node:fs/promises'
import type { Shutdown } from '@sightline/infra/platform/stack'
import { createSealingThread, type SealingThread } from '../dossier/sealing-thread.ts'
import type { Config } from './config.ts'
import { ffmpegVersion } from './machine.ts'

/** Where dossiers are filled and read: what people wait for never stands behind plates and recordings. */
export interface SealingLanes {
  readonly atOnce: SealingThread
  readonly later: SealingThread
}

export async function openSealing(config: Config, shutdown: Shutdown): Promise<SealingLanes> {
  const { ffmpegPath, logLevel, modelDir: dir, modelMirror: mirror } = config
  const about = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const software = { sightline: about.version, ffmpeg: await ffmpegVersion(ffmpegPath) }
  const later = createSealingThread({ ffmpegPath, software, logLevel, models: { dir, mirror } })
  shutdown.push({ name: 'sealing', close: () => later.close(), deadlineMs: 30_000 })
  const atOnce = createSealingThread({ ffmpegPath, software, logLevel, models: null })
  shutdown.push({ name: 'sealing at once', close: () => atOnce.close(), deadlineMs: 30_000 })
  return { atOnce, later }
}
