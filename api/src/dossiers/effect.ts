import type { LiveEvent } from '../../contract/live.ts'
import type { NewAuditEntry } from '../audit/append.ts'

/** What taking in a part of a stage did to the alert of its finding, besides that it is stored. */
export interface Effect {
  /** Null: nobody is told. */
  readonly event: LiveEvent | null
  /** Null: the finding has no alert. */
  readonly alertId: string | null
  readonly entries: readonly NewAuditEntry[]
}
