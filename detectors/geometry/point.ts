/** A place in the picture: both axes 0..1, origin top-left. Pixels never enter this package. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** An upright rectangle in the picture, 0..1 on both axes, `left <= right`, `top <= bottom`. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
