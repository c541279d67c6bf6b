/** How light and how sharp a picture is. */
export interface PictureQuality {
  /** Mean grey, 0..255. */
  readonly light: number
  /**
   * How steep its edges are: squares of the differences between neighbours, over those of pixels four apart. A sharp edge
   * gives 0.25, a ramp as wide as that 0.06, whatever the contrast. Null: too little to see to tell.
   */
  readonly sharpness: number | null
}

interface Read {
  /** rgb24. */
  readonly picture: Uint8Array
  readonly widthPx: number
  /** Where the camera's picture lies in it, px. */
  readonly content: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
}

const far = 4
/** Every so many rows: edges of a scene cross many. */
const rowStep = 3
/** Below this mean square difference over four pixels a picture is plain. */
const plain = 30

/** Loops, not callbacks: this runs on the thread that must not wait. */
export function measureQuality({ picture, widthPx, content }: Read): PictureQuality {
  let [sum, near, apart, count] = [0, 0, 0, 0]
  const row = new Uint8Array(content.width)
  for (let y = content.y; y < content.y + content.height; y += rowStep) {
    let from = (y * widthPx + content.x) * 3
    for (let x = 0; x < content.width; x++, from += 3) {
      const grey =
        (77 * (picture[from] ?? 0) + 150 * (picture[from + 1] ?? 0) + 29 * (picture[from + 2] ?? 0)) >> 8
      row[x] = grey
      sum += grey
    }
    for (let x = 0; x + far < content.width; x++) {
      const here = row[x] ?? 0
      const one = (row[x + 1] ?? 0) - here
      const four = (row[x + far] ?? 0) - here
      near += one * one
      apart += four * four
    }
    count += content.width
  }
  return {
    light: count > 0 ? sum / count : 0,
    sharpness: count > 0 && apart / count > plain ? near / apart : null,
  }
}
