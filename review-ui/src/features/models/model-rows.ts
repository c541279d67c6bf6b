import type { LoadedModel, Model, ModelList } from '@sightline/api/contract/models'

/** A model as one worker has it; null: the worker does not have it yet. */
export interface OnWorker {
  readonly workerId: string
  readonly loaded: LoadedModel | null
}

/** One line of the page: a model of the register, or one that workers brought with them. */
export interface ModelRow {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly licence: string
  /** null: built in. */
  readonly own: Model | null
  readonly classes: readonly LoadedModel['classes'][number][]
  readonly workers: readonly OnWorker[]
}

/** Workers that run it, and the sha256 of what they run: one, unless they differ. */
export const runningOf = ({ workers }: Pick<ModelRow, 'workers'>) => {
  const loaded = workers.flatMap((one) => (one.loaded && one.loaded.fault === null ? [one.loaded] : []))
  return { count: loaded.length, hashes: [...new Set(loaded.flatMap(({ sha256 }) => sha256 ?? []))] }
}

/** Own models first, each with what every worker says of it; then those that only workers know. */
export function toRows({ items, workers }: ModelList): ModelRow[] {
  const onWorkers = (name: string): OnWorker[] =>
    workers.map(({ workerId, models }) => ({
      workerId,
      loaded: models.find((model) => model.name === name) ?? null,
    }))
  const own = items.map((model): ModelRow => {
    const { name, title, licence } = model.manifest
    const on = onWorkers(name)
    const { trial } = model
    const classes = trial?.ok && trial.doubts.length === 0 ? trial.classes : []
    return { name, title, licence: licence.name, own: model, classes, workers: on }
  })
  const known = new Set(own.map(({ name }) => name))
  const brought = workers.flatMap(({ models }) => models).filter(({ name }) => !known.has(name))
  const builtIn = [...new Map(brought.map((model) => [model.name, model])).values()]
  return [
    ...own,
    ...builtIn.map(({ name, title, licence, classes }) => {
      return { name, title, licence, own: null, classes, workers: onWorkers(name) }
    }),
  ]
}
