/** What saved plain data must look like. Fields beyond the named ones are refused. */
export type Shape =
  | 'number'
  | 'string'
  | 'boolean'
  | { readonly oneOf: readonly unknown[] }
  | { readonly either: readonly Shape[] }
  | { readonly listOf: Shape }
  | { readonly recordOf: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The paths (`tracks.0.box.left`) at which a value does not have the shape; empty when it does. */
export function mismatches(value: unknown, shape: Shape, path = ''): readonly string[] {
  const at = (key: string | number): string => (path === '' ? `${key}` : `${path}.${key}`)
  const refused = [path === '' ? '.' : path]
  if (typeof shape === 'string')
    return typeof value === shape && (shape !== 'number' || Number.isFinite(value)) ? [] : refused
  if ('oneOf' in shape) return shape.oneOf.includes(value) ? [] : refused
  if ('either' in shape) {
    const tries = shape.either.map((one) => mismatches(value, one, path))
    return tries.find((found) => found.length === 0) ?? tries.at(-1) ?? refused
  }
  if ('listOf' in shape)
    return Array.isArray(value) ? value.flatMap((v, i) => mismatches(v, shape.listOf, at(i))) : refused
  if (!isObject(value)) return refused
  if ('recordOf' in shape)
    return Object.entries(value).flatMap(([key, v]) => mismatches(v, shape.recordOf, at(key)))
  const extra = Object.keys(value).filter((key) => !(key in shape.fields))
  return [
    ...Object.entries(shape.fields).flatMap(([key, s]) => mismatches(value[key], s, at(key))),
    ...extra.map(at),
  ]
}
