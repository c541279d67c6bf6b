import type { Listed, Objects } from '@sightline/infra/platform/objects'
import type { Signer } from '@sightline/infra/platform/sign'
import { beginning, placeOf, rowProblems, rowsAfter, toHashed, type Place } from '../audit/verify-chain.ts'
import type { Deps } from '../deps.ts'
import { anchorProblem, anchorsUnder, readAnchor } from './anchor.ts'

export interface ChainCheck {
  /** One bounded step: so many rows, from where the last step ended. */
  tick(): Promise<void>
  state(): ChainState
}
export interface ChainState {
  /** The last row that was looked at, in this round. */
  readonly sequence: number
  /** What is wrong, by this round and the last whole one. */
  readonly problems: number
  /** Times that run backwards, by this round and the last whole one: a clock was set back, and nobody changed anything. */
  readonly clockSteps: number
}

export interface ChainCheckDeps extends Pick<Deps, 'db' | 'log' | 'now'> {
  readonly objects: Pick<Objects, 'list' | 'readAll'>
  readonly signer: Pick<Signer, 'publicKeyPem'>
}
export interface ChainCheckOptions {
  readonly rowsPerTick?: number
  readonly anchorsPerTick?: number
  /** A round that reached the end follows the trail as it grows, for so long; then the next one begins. */
  readonly roundMs?: number
}

const shownInLog = 20

/** The anchors of the trail, so many a call, in rounds; answers what the last whole round and this one found wrong. */
function createAnchorCheck(
  { db, objects, signer: { publicKeyPem }, ...deps }: ChainCheckDeps,
  tell: (what: object) => void,
) {
  let round: AsyncIterator<Listed> | null = null
  let [found, before] = [0, 0]
  return {
    async step(most: number): Promise<void> {
      round ??= objects.list(anchorsUnder)[Symbol.asyncIterator]()
      for (let i = 0; i < most; i += 1) {
        const next = await round.next()
        if (next.done === true) {
          ;[before, found, round] = [found, 0, null]
          return
        }
        const anchor = await readAnchor({ objects, publicKeyPem }, next.value)
        const problem = anchor ? await anchorProblem({ db, ...deps }, anchor) : 'unsigned'
        if (problem === null) continue
        found += 1
        tell({ anchor: next.value.key, problem })
      }
    },
    problems: () => Math.max(found, before),
  }
}

/**
 * Looks at the audit trail and its anchors again and again, a little at a time, so that a change is noticed without anybody
 * asking. What was seen is remembered to the next step: rows that vanish behind it are noticed at once.
 */
export function createChainCheck(
  deps: ChainCheckDeps,
  { rowsPerTick = 500, anchorsPerTick = 10, roundMs = 24 * 3_600_000 }: ChainCheckOptions = {},
): ChainCheck {
  const { db, log, now } = deps
  let place: Place = beginning
  let [found, before, told, since] = [0, 0, 0, now()]
  let [steps, stepsBefore] = [0, 0]

  function tell(what: object): void {
    told += 1
    if (told <= shownInLog) log.error(what, 'the audit trail was changed')
  }
  const anchors = createAnchorCheck(deps, tell)

  function begin(): void {
    ;[before, found, told, place, since] = [found, 0, 0, beginning, now()]
    ;[stepsBefore, steps] = [steps, 0]
  }

  function look(row: Parameters<typeof rowProblems>[1]): void {
    const all = rowProblems(place, row)
    const problems = all.filter(({ problem }) => problem !== 'clock')
    found += problems.length
    problems.forEach(tell)
    steps += all.length - problems.length
    place = placeOf(row)
  }

  /** The row where the last step ended is still there and the same; else what follows it says nothing. */
  async function stands(): Promise<boolean> {
    if (place === beginning) return true
    const row = await db.auditEntry.findUnique({ where: { sequence: place.sequence } })
    return row !== null && toHashed(row).hash === place.hash
  }

  async function walk(): Promise<void> {
    if (!(await stands())) {
      found += 1
      tell({ sequence: place.sequence, problem: 'gone' })
      return begin()
    }
    const rows = await rowsAfter(db, place, rowsPerTick)
    rows.forEach(look)
    if (rows.length < rowsPerTick && now() - since >= roundMs) begin()
  }

  return {
    async tick() {
      await walk()
      await anchors.step(anchorsPerTick)
    },
    state: () => ({
      sequence: place.sequence,
      problems: Math.max(found, before) + anchors.problems(),
      clockSteps: Math.max(steps, stepsBefore),
    }),
  }
}
