import { hashBytes } from '@sightline/infra/platform/hash'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { findKeptExhibit } from '../exhibits/serve.ts'
import { hideStill } from '../hiding/hide-still.ts'
import { readSealedFinding, type ReadDeps } from '../hiding/read-finding.ts'
import type { FindPrivate } from '../hiding/find-private.ts'
import { encodeStamped } from '../hiding/stamp.ts'
import type { Caller } from '../http/caller.ts'
import { maskHistory } from '../masks/store.ts'
import { Refusal } from '../refusal.ts'
import { requireReason } from '../viewing/reason.ts'
import { timeText } from './copy-texts.ts'

type StillDeps = Pick<Deps, 'now'> & ReadDeps & { readonly findPrivate: FindPrivate }

/**
 * A whole still to keep, on record before it leaves: faces and all plates hidden (who asks may be still to type one blind),
 * who took it and when burnt in. Of a recording, a close-up or a trace there is none (`original_permission_needed`).
 */
export async function copyStill(
  deps: StillDeps,
  exhibitId: string,
  caller: Caller,
): Promise<{ bytes: Buffer; name: string }> {
  const { db, now, findPrivate } = deps
  const { person, address } = caller
  const { name, findingId, alertId, sourceId, at: takenAt } = await findKeptExhibit(deps, exhibitId)
  const said = await requireReason(deps, { sourceId, takenAt: takenAt.getTime() }, caller)
  const sealed = await readSealedFinding(deps, findingId)
  if (!sealed) throw new Refusal('ev_hash', { altered: [name] })
  const still = sealed.stills.find((one) => one.name === name)
  if (!still) throw new Refusal('original_permission_needed', { why: 'no_copy' })
  const masks = await maskHistory(db, sourceId)
  const turn = sealed.manifest.source.turn ?? 0
  const made = await hideStill(still, { findPrivate, frames: sealed.frames, plate: null, masks, turn })
  if (made === 'mask_stale') throw new Refusal('mask_stale', { sourceId })
  if (typeof made === 'string') throw new Refusal('copy_nothing', { [made]: 1 })
  const at = now()
  const { bytes } = await encodeStamped(made.raster, {
    mark: `${person.name} ${timeText(at).slice(0, 16)}`,
    lines: [
      `遮挡副本，不是原始证据 · derivative, not the original　${timeText(still.at)}`,
      `下载 ${person.name} ${timeText(at)}`,
      `原件 ${name} SHA-256 ${still.sha256}`,
    ],
    of: still.sha256,
  })
  const facts = { exhibitId, name, sha256: hashBytes(bytes).sha256, address, ...said }
  const subject = `alert/${alertId}`
  await db.$transaction((tx) =>
    appendAudit(tx, [{ at, actor: person.id, action: 'exhibit.copied', subject, facts }]),
  )
  return { bytes, name }
}
