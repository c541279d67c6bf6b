/** What a worker says of itself at this moment. */
export interface Counters {
  /** A counter summed over its labels. */
  sum(name: string): number
  /** A counter's values by one of its labels, summed over the others. */
  by(name: string, label: string): Readonly<Record<string, number>>
}

/** Reads the worker's `/metrics` (Prometheus text format). */
export async function readCounters(port: string): Promise<Counters> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const rows = text.split('\n').flatMap((line) => {
    const found = /^sightline_ingest_(\w+)(?:\{(.*)\})? (\S+)$/.exec(line)
    return found ? [{ name: found[1], labels: found[2] ?? '', value: Number(found[3]) }] : []
  })
  return {
    sum: (wanted) => rows.filter(({ name }) => name === wanted).reduce((sum, { value }) => sum + value, 0),
    by(wanted, label) {
      const values: Record<string, number> = {}
      for (const { name, labels, value } of rows) {
        const key = new RegExp(`${label}="([^"]*)"`).exec(labels)?.[1]
        if (name === wanted && key !== undefined) values[key] = (values[key] ?? 0) + value
      }
      return values
    },
  }
}
