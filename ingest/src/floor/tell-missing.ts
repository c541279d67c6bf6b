import type { ObjectClass } from '@sightline/detectors/detection'
import { violationKinds, type ViolationKind } from '@sightline/detectors/finding'
import { needs } from '@sightline/detectors/rules/table'
import { CodedError } from '@sightline/infra/platform/error'
import type { Log } from '@sightline/infra/platform/log'
import { ModelError } from '@sightline/models/model-error'

/** Rules, as they are set by default, that read something of these. */
export const rulesReading = (classes: readonly ObjectClass[]): ViolationKind[] =>
  violationKinds.filter((kind) => needs(kind, {}).some((set) => set.some((one) => classes.includes(one))))

export interface Missing {
  readonly name: string
  readonly classes: readonly ObjectClass[]
  /** How it is fetched by hand; null: it comes from elsewhere. */
  readonly get: string | null
}

export const faultOf = (error: unknown): string =>
  error instanceof ModelError || error instanceof CodedError ? error.code : 'model_failed'

/**
 * Says that a model is not there: with the rules that find nothing for want of it, and the way to get it. It is tried
 * again and again for as long as it takes; the same reason is said once.
 */
export function createTellMissing(log: Pick<Log, 'warn'>, { name, classes, get }: Missing) {
  let told: string | null = null
  return (err: unknown): void => {
    const fault = faultOf(err)
    if (fault === told) return
    told = fault
    const more = { model: name, rules: rulesReading(classes), ...(get === null ? {} : { get }) }
    log.warn({ err, ...more }, 'a model is not there: these rules find nothing without it; it is tried again')
  }
}
