import type { Size } from '../letterbox.ts'
import type { Raster } from './raster.ts'

/** Which source cells make one target cell, and how much each gives. */
interface Mix {
  readonly first: number
  readonly weights: Float64Array
}

const nothing: Mix = { first: 0, weights: new Float64Array() }

/**
 * A triangle as wide as the reduction, two cells at least: bilinear when enlarging, and no cell is skipped when
 * reducing (as Pillow's BILINEAR does).
 */
function mixes(from: number, to: number): Mix[] {
  const scale = from / to
  const reach = Math.max(1, scale)
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) * scale
    const first = Math.max(0, Math.floor(middle - reach + 0.5))
    const last = Math.min(from, Math.floor(middle + reach + 0.5))
    const raw = Array.from({ length: last - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - middle) / reach),
    )
    const sum = raw.reduce((a, b) => a + b, 0)
    return { first, weights: Float64Array.from(raw, (weight) => weight / sum) }
  })
}

/** The raster at another size. */
export function resize(raster: Raster, size: Size): Raster {
  if (size.width === raster.width && size.height === raster.height) return raster
  const narrow = alongRows(raster, mixes(raster.width, size.width))
  return { ...size, data: alongColumns(narrow, size.width * 3, mixes(raster.height, size.height)) }
}

/** Each row to its new length; floats, to be rounded once only. Plain loops: this is done to every picture of a test film. */
function alongRows({ data, width, height }: Raster, columns: readonly Mix[]): Float32Array {
  const out = new Float32Array(columns.length * height * 3)
  let to = 0
  for (let y = 0; y < height; y++)
    for (let column = 0; column < columns.length; column++) {
      const { first, weights } = columns[column] ?? nothing
      let from = (y * width + first) * 3
      let r = 0
      let g = 0
      let b = 0
      for (let k = 0; k < weights.length; k++, from += 3) {
        const weight = weights[k] ?? 0
        r += weight * (data[from] ?? 0)
        g += weight * (data[from + 1] ?? 0)
        b += weight * (data[from + 2] ?? 0)
      }
      out[to++] = r
      out[to++] = g
      out[to++] = b
    }
  return out
}

function alongColumns(data: Float32Array, stride: number, rows: readonly Mix[]): Uint8Array {
  const out = new Uint8Array(rows.length * stride)
  const sum = new Float32Array(stride)
  for (let y = 0; y < rows.length; y++) {
    const { first, weights } = rows[y] ?? nothing
    sum.fill(0)
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] ?? 0
      const from = (first + k) * stride
      for (let i = 0; i < stride; i++) sum[i] = (sum[i] ?? 0) + weight * (data[from + i] ?? 0)
    }
    for (let i = 0; i < stride; i++) out[y * stride + i] = Math.round(sum[i] ?? 0)
  }
  return out
}
