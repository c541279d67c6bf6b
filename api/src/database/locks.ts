import type { Tx } from './client.ts'

/**
 * Every advisory lock of the api, in the order in which a transaction takes them: who holds one takes only later ones, so
 * that no two wait for each other. The numbers are PostgreSQL's and ours alone; each is held to the end of its transaction.
 */
export const locks = {
  /** Evidence is kept, and deleted by rule, by one process at a time; only ever tried for. */
  keeping: 7_305_151,
  /** One process at a time migrates. */
  migration: 7_305_118,
  /** What is time-stamped together is gathered by one process at a time; only ever tried for. */
  stamping: 7_305_152,
  /** Limits that passed are told by one process at a time; only ever tried for. */
  escalation: 7_305_153,
  /** The first administrator is made by one of those who try at once. */
  setup: 7_305_122,
  /** One worker at a time is given its sources. */
  sharing: 7_305_120,
  /** Permits are written one at a time, so that no number is given twice. */
  permitRegister: 7_305_127,
  /** One shareable copy of a case at a time, in the whole town: each takes a worker's models. */
  copies: 7_305_142,
  /** One export of training data at a time, and an approval does not end in between. */
  datasets: 7_305_141,
  /** One shadow is started at a time. */
  shadow: 7_305_128,
  /** The tree of the agency is changed by one at a time, so that no unit comes to stand below itself. */
  unitTree: 7_305_129,
  /** Cases are filed one at a time. */
  filing: 7_305_121,
  /** All writers extend one audit chain: always the last. */
  auditChain: 7_305_119,
} as const

/** Waits for the lock and holds it until the transaction ends. */
export async function takeLock(
  tx: Tx,
  name: Exclude<keyof typeof locks, 'migration' | 'keeping' | 'stamping' | 'escalation'>,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${locks[name]})`
}

/** Whether the lock was free and is held now until the transaction ends; waits for nobody. */
export async function tryLock(tx: Tx, name: 'keeping' | 'stamping' | 'escalation'): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { got: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${locks[name]}) AS got`
  return row?.got === true
}

/**
 * Locks of one thing each, taken after `permitRegister` and before `filing`, in this order: a model's file, a finding, a
 * worker's key, a place's alerts of a kind, the voice of a place, a phrase.
 */
type Thing =
  | `model-file/${string}`
  | `finding/${string}`
  | `key/${string}`
  | `merge/${string}`
  | `voice/${string}`
  | `phrase/${string}`

/** As `takeLock`, for the thing of this name alone. */
export async function takeLockOf(tx: Tx, thing: Thing): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${thing}, 0))`
}

/** As `takeLockOf`, but with all who take it so, against who takes it alone. */
export async function shareLockOf(tx: Tx, thing: Thing): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${thing}, 0))`
}
