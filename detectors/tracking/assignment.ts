/**
 * The pairing of rows with columns whose fits add up to the most; 0 means: never a pair. For each row its column, or null.
 * Deterministic. Shortest augmenting paths with potentials (Kuhn 1955; Jonker and Volgenant 1987), O(rows² · columns).
 */
export function assign(fits: readonly (readonly number[])[]): readonly (number | null)[] {
  const columns = fits[0]?.length ?? 0
  if (columns === 0) return fits.map(() => null)
  if (fits.length <= columns) return pairRows(fits)
  const ofColumn = pairRows(Array.from({ length: columns }, (_, j) => fits.map((row) => row[j] ?? 0)))
  return fits.map((_, i) => {
    const column = ofColumn.indexOf(i)
    return column < 0 ? null : column
  })
}

interface Pairing {
  readonly fits: readonly (readonly number[])[]
  /** What a row, a column costs at least: no pair is cheaper than both together, and a chosen one is as cheap. */
  readonly rowPrice: number[]
  readonly columnPrice: number[]
  /** The row of each column; -1: free. */
  readonly rowOf: number[]
}

/** No more rows than columns. */
function pairRows(fits: readonly (readonly number[])[]): readonly (number | null)[] {
  const columns = fits[0]?.length ?? 0
  const pairing: Pairing = {
    fits,
    rowPrice: Array<number>(fits.length).fill(0),
    columnPrice: Array<number>(columns).fill(0),
    rowOf: Array<number>(columns).fill(-1),
  }
  for (let row = 0; row < fits.length; row++) addRow(pairing, row)
  return fits.map((row, i) => {
    const column = pairing.rowOf.indexOf(i)
    return (row[column] ?? 0) > 0 ? column : null
  })
}

/** Pairs one more row by the cheapest path of re-pairings that ends at a free column. */
function addRow({ fits, rowPrice, columnPrice, rowOf }: Pairing, added: number): void {
  const nearest = columnPrice.map(() => Infinity)
  const cameFrom = columnPrice.map(() => -1)
  const visited = new Set<number>()
  let [row, column] = [added, -1]
  while (row >= 0) {
    let [step, next] = [Infinity, -1]
    for (let j = 0; j < columnPrice.length; j++) {
      if (visited.has(j)) continue
      const over = -(fits[row]?.[j] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[j] ?? 0)
      if (over < (nearest[j] ?? 0)) [nearest[j], cameFrom[j]] = [over, column]
      if ((nearest[j] ?? 0) < step) [step, next] = [nearest[j] ?? 0, j]
    }
    rowPrice[added] = (rowPrice[added] ?? 0) + step
    for (let j = 0; j < columnPrice.length; j++) {
      if (!visited.has(j)) nearest[j] = (nearest[j] ?? 0) - step
      else raise({ rowPrice, columnPrice, rowOf }, j, step)
    }
    visited.add(next)
    column = next
    row = rowOf[next] ?? -1
  }
  while (column >= 0) {
    const before = cameFrom[column] ?? -1
    rowOf[column] = before < 0 ? added : (rowOf[before] ?? -1)
    column = before
  }
}

function raise({ rowPrice, columnPrice, rowOf }: Omit<Pairing, 'fits'>, column: number, step: number): void {
  const row = rowOf[column] ?? -1
  rowPrice[row] = (rowPrice[row] ?? 0) + step
  columnPrice[column] = (columnPrice[column] ?? 0) - step
}
