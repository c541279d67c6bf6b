import { stampsWaiting } from './stamps/view.ts'
import type { FastifyInstance } from 'fastify'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Queues } from '@sightline/infra/platform/queue'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { Signer } from '@sightline/infra/platform/sign'
import { alertRoutes } from './alerts/routes.ts'
import { approvalRoutes } from './approvals/routes.ts'
import { createRecordRefused } from './audit/record-refused.ts'
import { auditRoutes } from './audit/routes.ts'
import { datasetRoutes } from './datasets/routes.ts'
import type { FindFaces } from './datasets/build-set.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { createShowStill } from './copies/show-still.ts'
import { copyRoutes } from './copies/routes.ts'
import type { FindPrivate } from './hiding/find-private.ts'
import { certificateRoutes } from './certificates/routes.ts'
import { clothingRoutes } from './clothing/routes.ts'
import type { KeepingTerms } from '../law/keeping.ts'
import type { Deps } from './deps.ts'
import { dossierQueue } from './dossiers/consume.ts'
import { documentRoutes } from './documents/routes.ts'
import { evidenceModeRoutes } from './evidence-modes/routes.ts'
import { exhibitRoutes } from './exhibits/routes.ts'
import { remember } from './health/remember.ts'
import type { FilingSettings } from './filing/move-case.ts'
import { filingRoutes } from './filing/routes.ts'
import { healthRoutes, type HealthDeps } from './health/routes.ts'
import { createApp } from './http/create-app.ts'
import type { Mount } from './http/mount.ts'
import { rateStore } from './http/rate-store.ts'
import type { Anchoring } from './integrity/anchor.ts'
import { keepingState } from './keeping/keep-up.ts'
import type { ChainCheck } from './integrity/chain-check.ts'
import type { Hub } from './live/hub.ts'
import { limitRoutes } from './limits/routes.ts'
import { liveRoutes } from './live/routes.ts'
import { liveViewRoutes } from './live-view/routes.ts'
import { machineRoutes } from './machine/routes.ts'
import type { Machine } from './machine/machine.ts'
import { maskRoutes } from './masks/routes.ts'
import { matterRoutes } from './matters/routes.ts'
import { modelRoutes } from './models/routes.ts'
import { orgRoutes } from './org/routes.ts'
import { originalRoutes } from './originals/routes.ts'
import { packageRoutes } from './packages/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { permitRoutes } from './permits/routes.ts'
import { phraseRoutes } from './phrases/routes.ts'
import { precisionRoutes } from './precision/routes.ts'
import { refusingRecused } from './recusals/guard.ts'
import { recusalRoutes } from './recusals/routes.ts'
import { reminderRoutes } from './reminders/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { ruleRoutes } from './rules/routes.ts'
import { shadowRoutes } from './shadows/routes.ts'
import { providerRoutes } from './provider/routes.ts'
import type { ProviderSettings } from './provider/settings.ts'
import type { SignInSettings } from './second-factor/settings.ts'
import { createSessions } from './sessions/caller.ts'
import { setupRoutes } from './setup/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { sourceRoutes } from './sources/routes.ts'
import type { StateBoard } from './sources/state-board.ts'
import { siteFileRoutes } from './site-files/routes.ts'
import type { SiteLimits } from './site-files/receive-file.ts'
import { stepRoutes } from './steps/routes.ts'
import { supervisionRoutes } from './supervisions/routes.ts'
import { viewingRoutes } from './viewing/routes.ts'
import { workerRoutes } from './workers/routes.ts'
import { zoneRoutes } from './zones/routes.ts'

/** Everything the features stand on, opened by the composition root. */
export interface World extends Deps, FilingSettings {
  readonly objects: Objects
  readonly queues: Pick<Queues, 'request' | 'counts'>
  readonly secretBox: SecretBox
  readonly signer: Signer
  readonly hub: Hub
  readonly board: StateBoard
  readonly startedAt: number
  readonly workerToken: string
  /** Prometheus shows it. */
  readonly monitorToken: string
  readonly uiDir: string | null
  /** How people sign in. */
  readonly signIn: SignInSettings
  /** Where they may sign in instead of here; null: nowhere. */
  readonly provider: ProviderSettings | null
  /** CIDRs whose X-Forwarded-… is believed. */
  /** The agency's full name, as documents name it; empty: a line to write it on. */
  readonly agency: string
  /** Of where its sources are, a code of administrative divisions; empty: not told. */
  readonly regionCode: string
  readonly trustedProxies: readonly string[]
  /** Where cameras may be. */
  readonly cameraNetworks: CameraNetworks
  readonly closing: AbortSignal
  /** Who runs the programs of this machine; null where something else does. */
  readonly machine: Machine | null
  /** Where the hash of the first administrator's link is. */
  readonly setupFile: string
  readonly chainCheck: ChainCheck
  readonly anchors: Anchoring
  /** Finds faces for blurring; null: heads are hidden by where persons were seen. */
  readonly findFaces: FindFaces | null
  /** Finds faces and plates in pictures that leave the agency. */
  readonly findPrivate: FindPrivate
  /** The role of the database can neither change nor remove what nobody may. */
  readonly isRoleLeast: boolean
  /** For how long exhibits are kept. */
  readonly keepingTerms: KeepingTerms
  /** The most bytes of what is brought from a place, by kind. */
  readonly siteLimits: SiteLimits
}

/** A probe of the store stands for so long, ms. */
const probedMs = 3_000

const healthOf = (world: World): HealthDeps => ({
  checks: {
    database: () => world.db.$queryRaw`SELECT 1`,
    objects: remember(() => world.objects.probe(), probedMs, world.now),
    queue: () => world.queues.counts(dossierQueue),
  },
  watches: {
    audit: () => world.chainCheck.state().problems === 0,
    databaseRole: () => world.isRoleLeast,
  },
  warnings: () => world.objects.warnings(),
  gauges: {
    sightline_store_warnings: {
      help: 'What should be looked after at the store of evidence (/healthz names it)',
      read: async () => (await world.objects.warnings()).length,
    },
    sightline_live_streams: { help: 'Open live streams', read: () => world.hub.count() },
    sightline_audit_checked_sequence: {
      help: 'The last row of the audit trail that this round of the check has looked at',
      read: () => world.chainCheck.state().sequence,
    },
    sightline_audit_anchored_sequence: {
      help: 'The row of the audit trail that this process anchored last; 0: none yet',
      read: () => world.anchors.sequence(),
    },
    sightline_stamps_waiting: {
      help: 'Batches for which the time-stamp authority has not answered yet',
      read: async () => (await stampsWaiting(world)).count,
    },
    sightline_audit_problems: {
      help: 'What is wrong with the audit trail: rows that are not as written or as anchored, or gone',
      read: () => world.chainCheck.state().problems,
    },
    sightline_audit_clock_steps: {
      help: 'Times in the audit trail that are over a minute before the row before: the clock of a machine was set back',
      read: () => world.chainCheck.state().clockSteps,
    },
    sightline_keeping_waiting: {
      help: 'Changes after which the locks of exhibits are still to be brought in line',
      read: async () => (await keepingState(world)).waiting,
    },
    sightline_keeping_problems: {
      help: 'Findings of which an exhibit is gone without a rule, or kept by its store against one (sightline check names them)',
      read: async () => (await keepingState(world)).problems,
    },
    sightline_dossiers_waiting: {
      help: 'Dossiers submitted and not yet taken in',
      async read() {
        const { waiting, active, delayed } = await world.queues.counts(dossierQueue)
        return waiting + active + delayed
      },
    },
    sightline_dossiers_refused: {
      help: 'Dossiers whose job failed for good',
      read: async () => (await world.queues.counts(dossierQueue)).failed,
    },
  },
})

/** The whole api over its world, not yet listening. */
export function composeApp(world: World): Promise<FastifyInstance> {
  const sessions = createSessions(world)
  const recordRefused = createRecordRefused(world)
  const features = (plain: Mount, app: FastifyInstance): void => {
    const mount = refusingRecused(plain, world)
    healthRoutes(mount, { app, ...healthOf(world) })
    sessionRoutes(mount, world)
    providerRoutes(mount, world)
    setupRoutes(mount, world)
    machineRoutes(mount, world)
    peopleRoutes(mount, world)
    certificateRoutes(mount, world)
    sourceRoutes(mount, world)
    approvalRoutes(mount, world)
    viewingRoutes(mount, world)
    zoneRoutes(mount, world)
    maskRoutes(mount, world)
    ruleRoutes(mount, world)
    clothingRoutes(mount, world)
    workerRoutes(mount, { ...world, recordRefused })
    modelRoutes(mount, world)
    alertRoutes(mount, world)
    recusalRoutes(mount, world)
    limitRoutes(mount, world)
    supervisionRoutes(mount, world)
    exhibitRoutes(mount, { ...world, showStill: createShowStill(world) })
    reviewRoutes(mount, world)
    permitRoutes(mount, world)
    stepRoutes(mount, world)
    siteFileRoutes(mount, world)
    reminderRoutes(mount, world)
    phraseRoutes(mount, world)
    matterRoutes(mount, world)
    catalogueRoutes(mount, world)
    evidenceModeRoutes(mount, world)
    precisionRoutes(mount, world)
    shadowRoutes(mount, world)
    orgRoutes(mount, world)
    filingRoutes(mount, world)
    originalRoutes(mount, world)
    packageRoutes(mount, world)
    copyRoutes(mount, world)
    documentRoutes(mount, world)
    datasetRoutes(mount, world)
    auditRoutes(mount, world)
    liveRoutes(mount, { ...world, sessions })
    liveViewRoutes(mount, { ...world, sessions })
  }
  const { log, workerToken, monitorToken, uiDir, trustedProxies } = world
  const tokens = { worker: workerToken, monitor: monitorToken }
  const guard = { sessions, tokens, recordRefused }
  return createApp({ ...guard, log, rateStore: rateStore(world), uiDir, trustedProxies, features })
}
