import type { WantedSource } from '@sightline/api/contract/workers'
import type { Ring } from '../ring/ring.ts'
import type { Stages } from '../dossier/stages.ts'
import type { Judge } from '../judge/judge.ts'
import type { Looker } from '../perceive/looker.ts'
import type { Gatekeeper } from '../perceive/gatekeeper.ts'
import type { EnvelopeWatch } from './envelope-watch.ts'
import type { WatchBoard, WatchDeps } from './watch-deps.ts'

/** What a running session can be asked. */
export interface Session {
  readonly ring: Ring
  readonly judge: Judge
  readonly stages: Stages
  readonly looker: Looker
  readonly gatekeeper: Gatekeeper
  readonly envelope: EnvelopeWatch
}

export interface SessionInput {
  readonly deps: WatchDeps
  readonly board: WatchBoard
  readonly source: () => WantedSource
  readonly onOpen: (session: Session) => void
}
