import type { Objects } from '@sightline/infra/platform/objects'
import type { KeepingTerms } from '../../law/keeping.ts'
import type { Deps } from '../deps.ts'

/** What keeping evidence needs of the world. */
export interface KeepingDeps extends Pick<Deps, 'db' | 'now' | 'log'> {
  readonly objects: Pick<Objects, 'canLock' | 'list' | 'retain' | 'hold' | 'lockOf' | 'expire'>
  readonly keepingTerms: KeepingTerms
  /** When it ends, a step ends after the finding it is at. */
  readonly closing: AbortSignal
}
