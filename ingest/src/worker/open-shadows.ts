import { join } from 'node:path'
import { z } from 'zod'
import { shadowReportContext, type WantedShadow } from '@sightline/api/contract/shadow-report'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { systemClock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { Shutdown } from '@sightline/infra/platform/stack'
import { leastScoreOf } from '@sightline/models/offered'
import { prepareNamed, prepareOwn, type FurtherOptions } from '../perceive/infer/open-further.ts'
import type { Pause } from '../floor/pause.ts'
import type { ShadowSetup } from '../shadow/messages.ts'
import { startShadowChild } from '../shadow/shadow-child.ts'
import { createShadows, type Shadows } from '../shadow/shadows.ts'
import { callApi, type ApiDoor } from './call-api.ts'
import type { Config } from './config.ts'

type Models = Pick<FurtherOptions, 'dir' | 'mirror' | 'api'>

export interface ShadowsOf {
  readonly config: Pick<Config, 'apiUrl' | 'secretsDir' | 'dataDir' | 'workerId' | 'modelDir' | 'modelMirror'>
  readonly signer: ApiDoor['signer']
  readonly log: Log
  readonly pause: Pause
  readonly shutdown: Shutdown
}

const reportCall = {
  path: '/api/workers/shadow',
  context: shadowReportContext,
  answer: z.object({ ok: z.literal(true) }),
}

/** What looks beside the models in force, when the api wants it. */
export function openShadows({ config, signer, log, pause, shutdown }: ShadowsOf): Shadows {
  const { apiUrl, secretsDir, dataDir, workerId, modelDir: dir, modelMirror: mirror } = config
  const api = { apiUrl, tokenFile: join(secretsDir, 'worker.token') }
  const door = { ...api, signer, clock: systemClock }
  const models = { dir, mirror, api }
  const shadows = createShadows({
    log,
    pause,
    clock: systemClock,
    startChild: startShadowChild,
    dir: join(dataDir, 'shadow'),
    prepare: (wanted, signal) => prepare(wanted, models, signal),
    send: async (report, signal) =>
      void (await callApi(door, { ...reportCall, request: { workerId, ...report } }, signal)),
  })
  shutdown.push({ name: 'shadow', close: () => shadows.close() })
  return shadows
}

/**
 * One of this build looks in the place of the main model, whose weak sights keep in view what was there; an admin's own as it
 * would when it is enabled, by its own threshold.
 */
async function prepare(
  { model }: WantedShadow,
  models: Models,
  signal: AbortSignal,
): Promise<Omit<ShadowSetup, 'runId' | 'dir'>> {
  if (model.kind === 'own') {
    const own = await prepareOwn(model.wanted, { ...models, signal })
    return { ...own, threshold: leastScoreOf(own.manifest) }
  }
  const named = await prepareNamed(model.name, { ...models, signal })
  const isMain = named.manifest.task === 'detector' && named.manifest.looksAt === undefined
  return { ...named, threshold: isMain ? trackerDefaults.lowScore : leastScoreOf(named.manifest) }
}
