import type { Bitmap } from './draw.ts'

/** A picture as the encoder wants it: full-size luma, quarter-size chroma, limited range, BT.709. Even sizes only. */
export interface Planes {
  readonly width: number
  readonly height: number
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
}

/** A cut-out: planes, with how opaque each luma and each chroma sample is. */
export interface CutOut extends Planes {
  readonly alpha: Uint8Array
  readonly chromaAlpha: Uint8Array
}

/** The planes of a yuv420p frame, as windows onto its bytes. */
export function planesOf(buffer: Buffer, { width, height }: { width: number; height: number }): Planes {
  const luma = width * height
  const [y, u, v] = [
    buffer.subarray(0, luma),
    buffer.subarray(luma, luma * 1.25),
    buffer.subarray(luma * 1.25),
  ]
  return { width, height, y, u, v }
}

/** One yuv420p frame in one buffer. */
export function emptyFrame(width: number, height: number): { buffer: Buffer; planes: Planes } {
  const buffer = Buffer.alloc(width * height * 1.5)
  return { buffer, planes: planesOf(buffer, { width, height }) }
}

/** RGBA to planes. Chroma is weighted by opacity, so that a soft edge keeps its own colour. */
export function toCutOut({ data, width, height }: Bitmap): CutOut {
  const { planes } = emptyFrame(width, height)
  const alpha = new Uint8Array(width * height)
  const chromaAlpha = new Uint8Array((width * height) / 4)
  const chroma = { r: 0, g: 0, b: 0, a: 0 }
  for (let row = 0; row < height; row += 2)
    for (let column = 0; column < width; column += 2) {
      chroma.r = chroma.g = chroma.b = chroma.a = 0
      for (const at of [
        row * width + column,
        row * width + column + 1,
        (row + 1) * width + column,
        (row + 1) * width + column + 1,
      ]) {
        const [r = 0, g = 0, b = 0, a = 0] = [
          data[at * 4],
          data[at * 4 + 1],
          data[at * 4 + 2],
          data[at * 4 + 3],
        ]
        planes.y[at] = 16.5 + 0.1826 * r + 0.6142 * g + 0.062 * b
        alpha[at] = a
        chroma.r += r * a
        chroma.g += g * a
        chroma.b += b * a
        chroma.a += a
      }
      const at = (row * width) / 4 + column / 2
      const weight = chroma.a || 1
      const [r, g, b] = [chroma.r / weight, chroma.g / weight, chroma.b / weight]
      planes.u[at] = 128.5 - 0.1006 * r - 0.3386 * g + 0.4392 * b
      planes.v[at] = 128.5 + 0.4392 * r - 0.3989 * g - 0.0403 * b
      chromaAlpha[at] = chroma.a / 4
    }
  return { ...planes, alpha, chromaAlpha }
}

interface Layer {
  readonly from: Uint8Array
  readonly alpha: Uint8Array
  readonly width: number
  readonly height: number
}

/** Lays one plane over another at whole samples; what falls outside is cut off. */
function blend(
  to: Uint8Array,
  stride: number,
  { layer, left, top }: { layer: Layer; left: number; top: number },
): void {
  const rows = to.length / stride
  const firstRow = Math.max(0, -top)
  const lastRow = Math.min(layer.height, rows - top)
  const firstColumn = Math.max(0, -left)
  const lastColumn = Math.min(layer.width, stride - left)
  for (let row = firstRow; row < lastRow; row++) {
    const base = row * layer.width
    const target = (row + top) * stride + left
    for (let column = firstColumn; column < lastColumn; column++) {
      const a = layer.alpha[base + column] ?? 0
      if (a === 0) continue
      const under = to[target + column] ?? 0
      const over = layer.from[base + column] ?? 0
      to[target + column] = a === 255 ? over : under + (((over - under) * a) >> 8)
    }
  }
}

/** Lays a cut-out over a frame; `left` and `top` are even, in luma samples. */
export function paste(frame: Planes, cut: CutOut, { left, top }: { left: number; top: number }): void {
  blend(frame.y, frame.width, {
    layer: { from: cut.y, alpha: cut.alpha, width: cut.width, height: cut.height },
    left,
    top,
  })
  const small = { alpha: cut.chromaAlpha, width: cut.width / 2, height: cut.height / 2 }
  const corner = { left: left / 2, top: top / 2 }
  blend(frame.u, frame.width / 2, { layer: { from: cut.u, ...small }, ...corner })
  blend(frame.v, frame.width / 2, { layer: { from: cut.v, ...small }, ...corner })
}
