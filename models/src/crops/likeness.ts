/** The same direction, length 1; a vector without length stays as it is. */
export function unitVector(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return length > 0 ? vector.map((value) => value / length) : vector
}

/** The cosine of two vectors of length 1: 1 for the same thing, lower the less alike. */
export function likeness(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`vectors of ${a.length} and ${b.length} numbers`)
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
