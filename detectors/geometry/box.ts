import type { Box, Point } from './point.ts'

export const width = (box: Box): number => box.right - box.left
export const height = (box: Box): number => box.bottom - box.top

/** Share of the picture, 0..1. A box turned inside out has area 0. */
export const area = (box: Box): number => Math.max(0, width(box)) * Math.max(0, height(box))

export const centre = (box: Box): Point => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 })

/** Where an object meets the ground: the middle of the lower edge. */
export const foot = (box: Box): Point => ({ x: (box.left + box.right) / 2, y: box.bottom })

/** Area that both cover, as a share of the picture. Boxes that only touch share 0. */
export const intersection = (a: Box, b: Box): number =>
  area({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })

/** Intersection over union, 0..1. Two boxes without area have 0. */
export function iou(a: Box, b: Box): number {
  const both = intersection(a, b)
  const either = area(a) + area(b) - both
  return either > 0 ? both / either : 0
}

/** The share of `box` that `cover` covers, 0..1; 0 for a box without area. */
export function coveredShare(box: Box, cover: Box): number {
  const whole = area(box)
  return whole > 0 ? intersection(box, cover) / whole : 0
}

/**
 * How far the centre moved, in sides of `from`: horizontally in its widths, vertically in its heights, so that the
 * answer does not depend on the shape of the picture. Infinite for a box without area.
 */
export function drift(from: Box, to: Box): number {
  if (area(from) === 0) return Infinity
  const [a, b] = [centre(from), centre(to)]
  return Math.hypot((b.x - a.x) / width(from), (b.y - a.y) / height(from))
}

export function shift(box: Box, by: Point): Box {
  return {
    left: box.left + by.x,
    top: box.top + by.y,
    right: box.right + by.x,
    bottom: box.bottom + by.y,
  }
}

/** Wider by `by.x` on the left and on the right, higher by `by.y` above and below. */
export function grow(box: Box, by: Point): Box {
  return {
    left: box.left - by.x,
    top: box.top - by.y,
    right: box.right + by.x,
    bottom: box.bottom + by.y,
  }
}

/** `weight` 0 is `from`, 1 is `to`. */
export function blend(from: Box, to: Box, weight: number): Box {
  const mix = (a: number, b: number): number => a + (b - a) * weight
  return {
    left: mix(from.left, to.left),
    top: mix(from.top, to.top),
    right: mix(from.right, to.right),
    bottom: mix(from.bottom, to.bottom),
  }
}
