import { parentPort, workerData } from 'node:worker_threads'
import { createSession } from './session.ts'
import type { SessionResult, SessionSetup, SessionTask } from './session-task.ts'
import type { WorkerMessage } from './worker-seat.ts'

const port = parentPort
if (!port) throw new Error('started outside a worker thread')
const say = (message: WorkerMessage<SessionResult>): void => port.postMessage(message)
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

createSession(workerData as SessionSetup).then(
  (look) => {
    port.on('message', (task: SessionTask) => {
      look(task).then(
        (result) => say({ kind: 'done', result }),
        (error: unknown) => say({ kind: 'failed', reason: reasonOf(error) }),
      )
    })
    say({ kind: 'ready' })
  },
  (error: unknown) => {
    say({ kind: 'unusable', reason: reasonOf(error) })
    port.close()
  },
)
