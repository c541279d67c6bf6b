/** A picture for a dry run: JPEG, upright, and as an address for the screen. */
export interface TrialPicture {
  readonly name: string
  readonly address: string
  /** Epoch ms, of a source's picture; null where nobody says. */
  readonly capturedAt: number | null
}

/** More is no use to a model, and would have to go through a queue. */
const longestSidePx = 1920

/** The size in which a picture is drawn: never larger than it is. */
export function fitWithin(width: number, height: number, longest = longestSidePx) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Draws the picture anew as the browser shows it: turned as its EXIF says, in any format the browser knows, bounded in
 * size. What the model gets is then what the boxes are drawn over. Rejects what is no picture.
 */
export async function toTrialPicture(
  blob: Blob,
  { name, capturedAt }: Pick<TrialPicture, 'name' | 'capturedAt'>,
): Promise<TrialPicture> {
  const bitmap = await createImageBitmap(blob)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, fitWithin(bitmap.width, bitmap.height))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return { name, capturedAt, address: canvas.toDataURL('image/jpeg', 0.92) }
}

/** The bytes of a data address, as the api takes them. */
export const base64Of = ({ address }: TrialPicture): string => address.slice(address.indexOf(',') + 1)
