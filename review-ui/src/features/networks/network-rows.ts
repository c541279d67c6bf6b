import type { LoadedNetwork, Network, NetworkList } from '@sightline/api/contract/networks'

/** A network as one worker has it; null: the worker does not have it yet. */
export interface OnWorker {
  readonly workerId: string
  readonly loaded: LoadedNetwork | null
}

/** One line of the page: a network of the register, or one that workers brought with them. */
export interface NetworkRow {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly licence: string
  /** null: built in. */
  readonly own: Network | null
  readonly classes: readonly LoadedNetwork['classes'][number][]
  readonly workers: readonly OnWorker[]
}

/** Workers that run it, and the sha256 of what they run: one, unless they differ. */
export const runningOf = ({ workers }: Pick<NetworkRow, 'workers'>) => {
  const loaded = workers.flatMap((one) => (one.loaded && one.loaded.fault === null ? [one.loaded] : []))
  return { count: loaded.length, hashes: [...new Set(loaded.flatMap(({ sha256 }) => sha256 ?? []))] }
}

/** Own networks first, each with what every worker says of it; then those that only workers know. */
export function toRows({ items, workers }: NetworkList): NetworkRow[] {
  const onWorkers = (name: string): OnWorker[] =>
    workers.map(({ workerId, networks }) => ({
      workerId,
      loaded: networks.find((network) => network.name === name) ?? null,
    }))
  const own = items.map((network): NetworkRow => {
    const { name, title, licence } = network.manifest
    const on = onWorkers(name)
    const classes = (network.trial?.ok ? network.trial.classes : null) ?? []
    return { name, title, licence: licence.name, own: network, classes, workers: on }
  })
  const known = new Set(own.map(({ name }) => name))
  const brought = workers.flatMap(({ networks }) => networks).filter(({ name }) => !known.has(name))
  const builtIn = [...new Map(brought.map((network) => [network.name, network])).values()]
  return [
    ...own,
    ...builtIn.map(({ name, title, licence, classes }) => {
      return { name, title, licence, own: null, classes, workers: onWorkers(name) }
    }),
  ]
}
