import { open, rename, rm } from 'node:fs/promises'
import { CodedError } from '@sightline/infra/platform/error'
import { parseInit } from '../media/init-segment.ts'
import type { ClipPart } from '../ring/ring-clip.ts'
import { readRange } from '../ring/ring-file.ts'
import type { Ring } from '../ring/ring.ts'
import type { CutSegment, PinWindow } from './held.ts'

/**
 * Cuts a window out of a ring. Where the connection broke inside the window there are several parts: the one that shows
 * the moment is kept, what the others held is then a gap.
 */
export const cutFrom =
  (ring: Pick<Ring, 'clip'>): CutSegment =>
  async (path, { fromAt, toAt, aroundAt }) => {
    const clip = await ring.clip({ fromAt, toAt }, (part) => `${path}.${part}`).catch(nullWhereGone)
    const best = clip && partAround(clip.parts, aroundAt)
    if (!clip || !best) return null
    for (const part of clip.parts) if (part !== best) await rm(part.path)
    await rename(best.path, path)
    return {
      initSha256: best.initSha256,
      timescale: await timescaleOf(path, best),
      fragments: best.fragments.map(({ at, arrivedAt, bytes, isKey, sha256, pts }) => ({
        at,
        arrivedAt,
        bytes,
        isKey,
        sha256,
        pts,
      })),
    }
  }

/** Out of the init segment that the file begins with. */
async function timescaleOf(path: string, { fragments }: ClipPart): Promise<number> {
  const file = await open(path)
  try {
    return parseInit(await readRange(file, { offset: 0, bytes: fragments[0]?.offset ?? 0 })).timescale
  } finally {
    await file.close()
  }
}

function partAround(parts: readonly ClipPart[], at: PinWindow['aroundAt']): ClipPart | undefined {
  const apart = ({ fragments }: ClipPart): number =>
    Math.min(...fragments.map((fragment) => Math.abs(fragment.at - at)))
  return parts.toSorted((a, b) => apart(a) - apart(b))[0]
}

/** The ring has nothing of that time: an answer, and the dossier says so. */
function nullWhereGone(error: unknown): null {
  if (error instanceof CodedError && error.code === 'ring_range_gone') return null
  throw error
}
