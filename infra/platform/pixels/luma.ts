/** A small grey picture, a byte per pixel, row by row. */
export interface Luma {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}
