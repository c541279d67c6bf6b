import sharp from 'sharp'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Deps } from '../deps.ts'
import { refuseExpired } from '../keeping/expired.ts'
import { found, Refusal } from '../refusal.ts'

const widthPx = 320
const maxKept = 500
/** Where each is looked for: of what was not confirmed the opening shows it. */
const stagesOf = { first: ['opened', 'confirmed'], last: ['closed'] } as const

/**
 * A small picture for the wall: a derivative (it says so in its metadata and header), made of the first wide still, or the last of all,
 * kept in memory. Looking at it is not looking at the exhibit.
 */
export function createThumbs({ db, objects }: Pick<Deps, 'db'> & { objects: Pick<Objects, 'readAll'> }) {
  const kept = new Map<string, Buffer>()

  async function make(alertId: string, of: 'first' | 'last'): Promise<Buffer> {
    const { findingId } = found(await db.alert.findUnique({ where: { id: alertId } }), 'alert')
    const stills = await db.exhibit.findMany({
      where: { dossier: { findingId, stage: { in: [...stagesOf[of]] } }, role: 'still' },
      orderBy: [{ at: 'asc' }, { name: 'asc' }],
    })
    const wide = stills.find((one) => one.name.includes('wide')) ?? stills[0]
    const still = of === 'last' ? stills.at(-1) : wide
    if (!still) throw new Refusal('exhibit_missing', { alertId })
    const bytes = await objects.readAll(still.objectKey, still.versionId)
    const note = { IFD0: { ImageDescription: `derivative of exhibit ${still.id}` } }
    return sharp(bytes).resize({ width: widthPx }).withExif(note).jpeg({ quality: 70 }).toBuffer()
  }

  /** What was made of an exhibit goes with it; what is kept here is given to nobody who does not reach the alert. */
  async function refuseIfExpired(alertId: string): Promise<void> {
    const alert = await db.alert.findUnique({ where: { id: alertId }, select: { findingId: true } })
    await refuseExpired(db, found(alert, 'alert').findingId)
  }

  return async (alertId: string, of: 'first' | 'last'): Promise<Buffer> => {
    await refuseIfExpired(alertId)
    const name = `${alertId}/${of}`
    const known = kept.get(name)
    if (known) return known
    const made = await make(alertId, of)
    kept.set(name, made)
    const oldest = kept.keys().next().value
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
    return made
  }
}
