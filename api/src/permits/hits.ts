import type { PermitHit, PermitListed } from '../../contract/permits.ts'
import { normalPlate } from '../../law/plate.ts'
import { coverOf, type Stay, type Terms } from '../../law/cover.ts'
import type { PermitKind } from '../../law/permits.ts'

/** A version as a lookup sees it. */
export interface PermitRecord extends Terms {
  readonly id: string
  readonly version: number
  readonly kind: PermitKind
  readonly number: string
  readonly holder: string
  readonly plate: string | null
  readonly stall: string | null
  readonly note: string
  readonly zoneIds: readonly string[]
  readonly withdrawnFor: string | null
  readonly recordedAt: number
}

export interface PlaceAndTime extends Stay {
  readonly zoneId: string
  readonly kinds: readonly PermitKind[]
}
type Hit = Omit<PermitHit, 'id' | 'hours'> & { readonly id: string; readonly hours: Terms['hours'] }

function coverHere(record: PermitRecord | undefined, place: PlaceAndTime): Hit['cover'] | null {
  if (!record || record.withdrawnFor !== null) return null
  const isHere = record.zoneIds.includes(place.zoneId) && place.kinds.includes(record.kind)
  return isHere ? coverOf(record, place) : null
}

const toHit = (record: PermitRecord, cover: Hit['cover'], later: Hit['later']): Hit => {
  const { zoneIds: _zones, withdrawnFor: _reason, recordedAt: _at, ...shown } = record
  return { ...shown, cover, later }
}

/** One permit's versions, any order. What stood when the act was done counts, whatever was done to the permit since. */
function hitOf(versions: readonly PermitRecord[], place: PlaceAndTime): Hit | null {
  const inOrder = versions.toSorted((a, b) => a.version - b.version)
  const now = inOrder.at(-1)
  const then = inOrder.findLast((one) => one.recordedAt <= place.to)
  const [coverNow, coverThen] = [coverHere(now, place), coverHere(then, place)]
  if (now && coverNow !== null) {
    if (coverThen === null) return toHit(now, coverNow, 'registered')
    if (then && coverThen === 'whole' && coverNow === 'part') return toHit(then, coverThen, 'changed')
    return toHit(now, coverNow, now === then ? null : 'changed')
  }
  if (!then || coverThen === null) return null
  return toHit(then, coverThen, now && now.withdrawnFor !== null ? 'withdrawn' : 'changed')
}

/** The permits that covered a place and time, those for all of the stay first; at most one version of each. */
export function permitHits(versions: readonly PermitRecord[], place: PlaceAndTime): Hit[] {
  const ids = [...new Set(versions.map((one) => one.id))]
  const hits = ids.flatMap(
    (id) =>
      hitOf(
        versions.filter((one) => one.id === id),
        place,
      ) ?? [],
  )
  return hits.toSorted(
    (a, b) => Number(a.cover === 'part') - Number(b.cover === 'part') || a.number.localeCompare(b.number),
  )
}

/** Whether a permit is for a plate, in the form in which plates are compared. A permit for no vehicle is for none. */
export const isForPlate = (hit: Pick<Hit, 'plate'>, plate: string | null): boolean =>
  hit.plate !== null && normalPlate(hit.plate) === normalPlate(plate)

/** As a review keeps them. */
export const toListed = (
  hits: readonly Hit[],
  plate: string | null,
): (Omit<PermitListed, 'id'> & { id: string })[] =>
  hits.map((hit) => {
    const { id, version, kind, number, cover, later } = hit
    return { id, version, kind, number, cover, later, isForPlate: isForPlate(hit, plate) }
  })
