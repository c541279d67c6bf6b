import { Transform } from 'node:stream'
import { z } from 'zod'
import type { Range } from './range.ts'

/** In order, none touching another; both ends inclusive. */
export const servedSchema = z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()]))
export type Served = z.infer<typeof servedSchema>

/** All of them as one, in order: what touches or overlaps is joined. */
export function unionOf(ranges: Served): Served {
  const union: Served = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = union.at(-1)
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end)
    else union.push([start, end])
  }
  return union
}

/** A picture is seen whole. Of a recording so much as players fetch of what was played: they may leave out its end. */
const leastShare = { still: 1, segment: 0.9, trace: 1, overlay: 1 } as const

/** Whether so many of an exhibit's bytes were served that somebody can have looked at it. */
export function isServedEnough(
  ranges: Served,
  { bytes, role }: { readonly bytes: number; readonly role: keyof typeof leastShare },
): boolean {
  const served = unionOf(ranges).reduce((sum, [start, end]) => sum + end - start + 1, 0)
  return served >= bytes * leastShare[role]
}

/**
 * Counts the bytes of an answer as they pass and keeps them while it is under way, one `keep` after the other: a player
 * that fetches no further has what it fetched, whichever process is asked. The last bytes leave when all are kept; what
 * breaks off has kept what had left. `keep` may fail: then it breaks off.
 */
export function countServed(range: Range | null, keep: (served: Served) => Promise<void>): Transform {
  const start = range?.start ?? 0
  const count = { passed: 0, kept: 0 }
  let held: Buffer | null = null
  let keeping: Promise<void> | null = null
  async function keepOn(): Promise<void> {
    try {
      while (count.kept < count.passed) {
        const { passed } = count
        await keep([[start, start + passed - 1]])
        count.kept = passed
      }
    } finally {
      keeping = null
    }
  }
  const isKept = async (): Promise<void> => {
    if (count.kept < count.passed) keeping ??= keepOn()
    await keeping
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const ready = held
      held = chunk
      count.passed += ready?.length ?? 0
      done(null, ready ?? undefined)
      isKept().catch((error: Error) => this.destroy(error))
    },
    flush(done) {
      count.passed += held?.length ?? 0
      isKept().then(
        () => done(null, held ?? undefined),
        (error: Error) => done(error),
      )
    },
    destroy(error, done) {
      isKept().then(
        () => done(error),
        (failure: Error) => done(error ?? failure),
      )
    },
  })
}
