/** What failed in a way that has a name, by the codes of Node, of our stores and of PostgreSQL. */
const named = {
  storage_full: ['objects_disk_full', 'ENOSPC', 'EDQUOT', '53100'],
  // A statement that was ended for its length, a server that ends, and no way to it; P…: Prisma's own.
  database_unavailable: [
    '57014',
    '57P01',
    '57P02',
    '57P03',
    '53300',
    'P1001',
    'P1002',
    'P1008',
    'P2024',
    'P2028',
  ],
} as const
/** What the driver of PostgreSQL says without a code. */
const silence =
  /^(Query read timeout|Connection terminated|timeout exceeded when trying to connect|Unable to start a transaction)/

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The error, what caused it, and what Prisma hides below it. */
function layersOf(error: unknown, depth = 5): Record<string, unknown>[] {
  if (!isObject(error) || depth === 0) return []
  const below = isObject(error['meta']) ? error['meta']['driverAdapterError'] : undefined
  return [error, ...layersOf(error['cause'], depth - 1), ...layersOf(below, depth - 1)]
}

/** The code under which a failure is told; null where it is one that nobody thought of. */
export function failureCode(error: unknown): keyof typeof named | null {
  const layers = layersOf(error)
  const codes = layers.flatMap(({ code, originalCode }) => [code, originalCode])
  if (named.storage_full.some((one) => codes.includes(one))) return 'storage_full'
  const isAway = named.database_unavailable.some((one) => codes.includes(one))
  return isAway || layers.some(({ message }) => silence.test(String(message))) ? 'database_unavailable' : null
}
