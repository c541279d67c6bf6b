import type { Box, Point } from './point.ts'

/** By how many degrees, clockwise, a camera's picture is turned before anybody or any model looks at it. */
export const turns = [0, 90, 180, 270] as const
export type Turn = (typeof turns)[number]

/** A place of the picture as it came, in the picture turned. */
export function turnPoint({ x, y }: Point, by: Turn): Point {
  switch (by) {
    case 0:
      return { x, y }
    case 90:
      return { x: 1 - y, y: x }
    case 180:
      return { x: 1 - x, y: 1 - y }
    case 270:
      return { x: y, y: 1 - x }
  }
}

/** A box of the picture as it came, in the picture turned. */
export function turnBox({ left, top, right, bottom }: Box, by: Turn): Box {
  const [a, b] = [turnPoint({ x: left, y: top }, by), turnPoint({ x: right, y: bottom }, by)]
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  }
}

/** A size once turned: on its side it changes places. */
export const turnSize = <T extends { readonly width: number; readonly height: number }>(
  size: T,
  by: Turn,
): T => (by === 90 || by === 270 ? { ...size, width: size.height, height: size.width } : size)

/** The turn that puts back what another turned. */
export const turnBack = (by: Turn): Turn => turns.find((one) => (one + by) % 360 === 0) ?? 0
