import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '@sightline/infra/platform/clock'
import { CodedError, toReason } from '@sightline/infra/platform/error'
import { createLog, type Log } from '@sightline/infra/platform/log'
import { decodeStill } from '../media/still.ts'
import { pauseOnTimer } from '../floor/pause.ts'
import { isFault } from '../findings/finding-record.ts'
import { readTrace } from '../findings/trace-log.ts'
import { fillDossier, type FillDeps } from './fill-dossier.ts'
import { fillFault } from './fill-fault.ts'
import { openPlates } from './plate/open-plates.ts'
import { readSealed } from '../spool/read-sealed.ts'
import type {
  FillTask,
  SealingKind,
  SealingQuestion,
  SealingReply,
  SealingSetup,
  SealingTasks,
} from './sealing-task.ts'
import { placedBytes } from './to-manifest.ts'
import { toTrace } from './to-trace.ts'

const port = parentPort
if (!port) throw new Error('started outside a worker thread')
const { ffmpegPath, software, logLevel, models } = workerData as SealingSetup
const log = createLog({ app: 'ingest', level: logLevel })
const plates = models && openPlates({ ...models, log, pause: pauseOnTimer })
const deps: FillDeps = {
  clock: systemClock,
  software,
  decodeStill: (path, pts, turn) => stillOrNone({ ffmpegPath, path, pts, turn }, log),
  plates: { log, reader: () => plates?.current() ?? null },
}

/** A picture that cannot be decoded must not hold back the originals: the dossier is then sealed as incomplete. */
async function stillOrNone(wanted: Parameters<typeof decodeStill>[0], log: Log): Promise<Buffer | null> {
  try {
    return (await decodeStill(wanted)).jpeg
  } catch (err) {
    if (!(err instanceof CodedError) || !err.code.startsWith('still_')) throw err
    log.error({ err }, 'no still from a segment')
    return null
  }
}

async function fill({ record, watchDir, dir, ...task }: FillTask): Promise<Uint8Array> {
  if (isFault(record)) return fillFault(deps, { record, ...task }, dir)
  const trace = toTrace(await readTrace(watchDir, record.stayFromAt, record.event.at), record)
  return fillDossier(deps, { record, ...task, trace }, dir)
}

async function close(): Promise<null> {
  await plates?.close()
  return null
}

async function answer(question: SealingQuestion): Promise<SealingTasks[SealingKind]['answer']> {
  switch (question.kind) {
    case 'close':
      return close()
    case 'fill':
      return fill(question.task)
    case 'place':
      return placedBytes(question.task.draft, question.task.chain)
    case 'read':
      return readSealed(question.task)
  }
}

async function reply(question: SealingQuestion): Promise<SealingReply> {
  const { id } = question
  try {
    return { id, answer: await answer(question) }
  } catch (error) {
    return { id, reason: toReason(error), stack: String(error instanceof Error ? error.stack : error) }
  }
}

port.on('message', (question: SealingQuestion) => void reply(question).then((said) => port.postMessage(said)))
