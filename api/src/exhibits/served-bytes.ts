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

/** One answer on its way. */
interface Delivery {
  readonly key: string
  readonly start: number
  passed: number
}

/** What has left so far of answers that are still on their way, by what they are counted for. */
export function createDeliveries() {
  const underWay = new Set<Delivery>()
  const rangeOf = ({ start, passed }: Delivery): Served => (passed > 0 ? [[start, start + passed - 1]] : [])
  return {
    /** What has left for `key` and is not kept yet. */
    of: (key: string): Served =>
      [...underWay].filter((one) => one.key === key).flatMap((one) => rangeOf(one)),
    /** Counts what passes; kept before the last of it leaves, or when it breaks off. `keep` may fail: then it breaks off. */
    count(
      { key, range }: { readonly key: string; readonly range: Range | null },
      keep: (served: Served) => Promise<void>,
    ): Transform {
      const delivery: Delivery = { key, start: range?.start ?? 0, passed: 0 }
      underWay.add(delivery)
      let held: Buffer | null = null
      let isKept = false
      const finish = async (): Promise<void> => {
        if (isKept) return
        isKept = true
        await keep(rangeOf(delivery)).finally(() => underWay.delete(delivery))
      }
      return new Transform({
        transform(chunk: Buffer, _encoding, done) {
          const ready = held
          held = chunk
          delivery.passed += ready?.length ?? 0
          done(null, ready ?? undefined)
        },
        flush(done) {
          delivery.passed += held?.length ?? 0
          finish().then(() => done(null, held ?? undefined), done)
        },
        destroy(error, done) {
          finish().then(
            () => done(error),
            (failure: Error) => done(error ?? failure),
          )
        },
      })
    },
  }
}
export type Deliveries = ReturnType<typeof createDeliveries>
