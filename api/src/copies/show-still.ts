import { hashBytes } from '@sightline/infra/platform/hash'
import { manifestSchema } from '../../contract/dossier.ts'
import { masksOnScreen } from '../../law/masks.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { recordAltered, type FoundExhibit, type ServeDeps, type ShowStill } from '../exhibits/serve.ts'
import { coverShapes } from '../hiding/cover-shapes.ts'
import { decodePicture, encodePicture } from '../hiding/picture.ts'
import { maskHistory, type Shape } from '../masks/store.ts'
import type { OriginalDeps } from '../originals/deps.ts'
import { requireOriginals } from '../originals/take-originals.ts'
import { Refusal } from '../refusal.ts'

type ShowDeps = Deps & ServeDeps & OriginalDeps

/** The masks of a still as it was decoded; none of what is no whole picture: nobody knows where in it a window would be. */
async function shapesOn({ db }: Pick<Deps, 'db'>, exhibit: FoundExhibit): Promise<readonly Shape[]> {
  const { sourceId, dossierId, name } = exhibit
  const { versions, views } = await maskHistory(db, sourceId)
  if (versions.length === 0) return []
  const { manifest } = await db.dossier.findUniqueOrThrow({ where: { id: dossierId } })
  const { source, exhibits } = manifestSchema.parse(JSON.parse(manifest))
  if (!exhibits.some((one) => one.name === name && one.of?.endsWith('.mp4'))) return []
  const shapes = masksOnScreen(versions, views, { at: exhibit.at.getTime(), turn: source.turn ?? 0 })
  if (shapes === 'stale') throw new Refusal('mask_stale', { sourceId })
  return shapes
}

/** The newest case of an alert: for it originals may be let out. */
async function caseIdOf({ db }: Pick<Deps, 'db'>, alertId: string): Promise<string> {
  const newest = await db.case.findFirst({ where: { alertId }, orderBy: { proposedAt: 'desc' } })
  return newest?.id ?? ''
}

/**
 * What a person is shown of a still of a source with privacy masks: a copy with these burnt in, whole, whatever part was asked
 * for; by a permission, on record, the original. Of a source without masks: null, as it is stored.
 */
export function createShowStill(deps: ShowDeps): ShowStill {
  return async (exhibit, permission, { person, address }) => {
    const shapes = await shapesOn(deps, exhibit)
    if (shapes.length === 0) return null
    if (permission !== undefined) {
      const caseId = await caseIdOf(deps, exhibit.alertId)
      const { id } = await requireOriginals(deps, { caseId, personId: person.id, permission })
      const facts = { exhibitId: exhibit.id, name: exhibit.name, permission: id, address }
      const entry = { actor: person.id, action: 'exhibit.unmasked' as const, facts }
      await deps.db.$transaction((tx) =>
        appendAudit(tx, [{ at: deps.now(), subject: `alert/${exhibit.alertId}`, ...entry }]),
      )
      return null
    }
    const bytes = await deps.objects.readAll(exhibit.objectKey, exhibit.versionId)
    if (hashBytes(bytes).sha256 !== exhibit.sha256) {
      await recordAltered(deps, exhibit, person.id)
      throw new Refusal('ev_hash', { altered: [exhibit.name] })
    }
    const raster = await decodePicture(bytes)
    if (!raster) throw new Refusal('mask_stale', { sourceId: exhibit.sourceId })
    coverShapes(raster, shapes)
    return (await encodePicture(raster, exhibit.sha256)).bytes
  }
}
