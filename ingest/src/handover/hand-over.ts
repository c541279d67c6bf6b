import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@sightline/infra/platform/clock'
import { withDeadline } from '@sightline/infra/platform/deadline'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Queues } from '@sightline/infra/platform/queue'
import type { SealedList } from '../spool/read-sealed.ts'
import { fromFolderName, toSealId } from '../spool/spool-name.ts'
import type { Spool, SpooledDossier } from '../spool/spool.ts'
import { dossierSpooled, dossierSubmitted } from './contracts.ts'
import { createTurns } from './in-turn.ts'
import { storeDossier } from './store-dossier.ts'

export interface HandOverDeps {
  readonly log: Log
  readonly spool: Spool
  /** Reads the list of a dossier, and refuses one whose signature no longer holds. */
  readonly readSealed: (dossier: SpooledDossier) => Promise<SealedList>
  readonly queues: Pick<Queues, 'produce' | 'consume'>
  /** Opened at its first use and again after a failure: a store that is down at the start is no reason not to watch. */
  readonly objects: () => Promise<Objects>
  readonly keyId: string
}

/** Brings sealed dossiers to the store and to the api. */
export interface HandOver {
  /** Puts a sealed dossier on its way, a first part at once; the same one twice is one job. */
  offer(dossier: SpooledDossier): Promise<void>
  /** Every dossier in the spool, again: at the start, and whenever something was given up. */
  offerAll(): Promise<void>
}

/** So many dossiers at a time, so that one whose store hangs holds up no other. */
const concurrency = 4
/** Longer than this no hand-over is waited for, ms: its job is tried again. Its store's own deadlines end it sooner, as a rule. */
const handOverMs = 10 * 60_000

/** Starts consuming this worker's own queue. A dossier leaves the spool only after the api's job is stored. */
export function startHandOver(deps: HandOverDeps): HandOver {
  const { log, spool, readSealed, queues, objects, keyId } = deps
  const contract = dossierSpooled(keyId)

  async function handOver(dossier: SpooledDossier): Promise<void> {
    const { findingId, stage, part } = dossier
    const submitted = await storeDossier(await objects(), dossier, await readSealed(dossier))
    log.info({ findingId, stage, part }, 'dossier stored')
    await queues.produce(dossierSubmitted, submitted, { jobId: toSealId(dossier) })
    await spool.markHanded(dossier.folder)
    log.info({ findingId, stage, part }, 'dossier handed over')
  }

  const inTurn = createTurns()
  // A job and the direct way may have the same one. The parts of a finding go in their order: the api cannot close what
  // it has not heard of.
  const handOverOnce = onceEach((dossier) =>
    inTurn(dossier.findingId, () => {
      const late = () =>
        new CodedError('hand_over_late', { folder: dossier.folder, seconds: handOverMs / 1000 })
      return withDeadline(handOver(dossier), handOverMs, late)
    }),
  )

  async function handOverNext(folder: string): Promise<void> {
    const dossier = (await spool.waiting()).find((waiting) => waiting.folder === folder)
    // Handed over already: the job came again after its worker was killed behind the last step.
    if (dossier) await handOverOnce(dossier)
  }
  queues.consume(contract, ({ folder }) => handOverNext(folder), { concurrency })

  async function queue(dossier: SpooledDossier): Promise<void> {
    const { folder, findingId, stage, part } = dossier
    await queues.produce(contract, { folder, findingId, stage, part }, { jobId: toSealId(dossier) })
  }

  return {
    async offer(dossier) {
      if (dossier.part !== 'first') return queue(dossier)
      try {
        await handOverOnce(dossier)
      } catch (err) {
        log.warn({ err, folder: dossier.folder }, 'a first part was not handed over at once')
        await queue(dossier)
      }
    },
    async offerAll() {
      for (const dossier of await spool.waiting()) await queue(dossier)
    },
  }
}

/** One at a time of each dossier: who asks meanwhile waits for the same. */
function onceEach(act: (dossier: SpooledDossier) => Promise<void>) {
  const underWay = new Map<string, Promise<void>>()
  return (dossier: SpooledDossier): Promise<void> => {
    const { folder } = dossier
    const running = underWay.get(folder) ?? act(dossier).finally(() => underWay.delete(folder))
    underWay.set(folder, running)
    return running
  }
}

/** Removes what was handed over more than `days` ago; the store and the api have it. Answers how many. */
export async function pruneHanded(
  dir: string,
  { days, clock }: { days: number; clock: Clock },
): Promise<number> {
  const before = clock.now() - days * 24 * 60 * 60_000
  let removed = 0
  for (const folder of await readdir(dir)) {
    const path = join(dir, folder)
    if (!fromFolderName(folder) || (await stat(path)).ctimeMs >= before) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}
