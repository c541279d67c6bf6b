import type { SitePosition } from '@sightline/api/contract/site-files'

/** A position as the form holds it: what stands in the field, and what the device said, while that is what stands there. */
export interface PositionDraft {
  readonly text: string
  readonly phone: { readonly text: string; readonly accuracyM: number } | null
}
export const noPosition: PositionDraft = { text: '', phone: null }

/** A place as the field shows it, to some centimetres. */
export const placeText = ({ lat, lon }: { readonly lat: number; readonly lon: number }): string =>
  `${lat.toFixed(6)}, ${lon.toFixed(6)}`

export function fromPhone(
  coords: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>,
): PositionDraft {
  const text = placeText({ lat: coords.latitude, lon: coords.longitude })
  return { text, phone: { text, accuracyM: Math.round(coords.accuracy) } }
}

/** What is sent; null: nothing stands there, `undefined`: no position. What was typed over is no longer the device's. */
export function toPosition({ text, phone }: PositionDraft): SitePosition | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const found = /^(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(trimmed)
  const [lat, lon] = [Number(found?.[1] ?? Number.NaN), Number(found?.[2] ?? Number.NaN)]
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return undefined
  if (phone !== null && phone.text === trimmed)
    return { lat, lon, accuracyM: Math.min(phone.accuracyM, 100_000), origin: 'phone' }
  return { lat, lon, accuracyM: null, origin: 'typed' }
}
