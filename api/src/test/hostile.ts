import type { z } from 'zod'

/** Values for texts of a form of their own; a text schema takes the first. */
const examples = [
  'abcdefgh-12345',
  'abcdef',
  'a1',
  '2026-11-22',
  '17',
  '500110',
  'rtsp://10.0.0.1/main',
  'http://10.0.0.1/live',
  '0'.repeat(64),
  'AAAA',
  '1~1~1',
  '11111111-1111-4111-8111-111111111111',
  '',
]
interface Def {
  readonly type: string
  readonly shape?: Record<string, z.ZodType>
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly entries?: Record<string, string>
  readonly values?: readonly unknown[]
  readonly catchall?: z.ZodType
  readonly in?: z.ZodType
  readonly items?: readonly z.ZodType[]
}
const first = (schema: z.ZodType, values: readonly unknown[]): unknown => {
  const fits = values.find((value) => schema.safeParse(value).success)
  if (fits === undefined) throw new Error(`no example of ${JSON.stringify(schema.def)}`)
  return fits
}
const keysOf = (schema: z.ZodType): string[] => {
  const { entries } = schema.def as Def
  return entries ? Object.values(entries) : [String(first(schema, examples))]
}

function samplesOfObject({ shape = {}, catchall }: Def): unknown[] {
  const fields = Object.entries(shape).map(([key, field]) => [key, samplesOf(field)] as const)
  const most = Math.max(1, ...fields.map(([, values]) => values.length))
  const extra = catchall?.def.type === 'unknown' ? [['extra', 'abc']] : []
  return Array.from({ length: most }, (_, i): unknown =>
    Object.fromEntries([...fields.map(([key, values]) => [key, values[i] ?? values[0]]), ...extra]),
  )
}

/** Bodies of the shape that a schema asks for, with every optional field; of a union, each. A kind that is not here throws. */
export function samplesOf(schema: z.ZodType): unknown[] {
  const def = schema.def as Def
  switch (def.type) {
    case 'object':
      return samplesOfObject(def)
    case 'optional':
    case 'default':
    case 'nullable':
    case 'readonly':
      return samplesOf(def.innerType!)
    case 'array':
      return samplesOf(def.element!).map((one) => Array.from({ length: 4 }, () => one))
    case 'tuple':
      return [def.items!.map((item) => samplesOf(item)[0])]
    case 'union':
      return def.options!.flatMap(samplesOf)
    case 'record':
      return samplesOf(def.valueType!).map((one) =>
        Object.fromEntries(keysOf(def.keyType!).map((key) => [key, one])),
      )
    case 'pipe':
      return samplesOf(def.in!)
    case 'string':
      return [first(schema, examples)]
    case 'number':
      return [first(schema, [1, 0.5, 10, '1', 2026])]
    case 'boolean':
      return [true]
    case 'enum':
      return [Object.values(def.entries!)[0]]
    case 'literal':
      return [def.values![0]]
    default:
      throw new Error(`no samples of ${def.type}`)
  }
}

/** Copies of a value, each with one text (or the name of a field) changed, and where. */
export function* spoilt(
  value: unknown,
  spoil: (leaf: string | number) => unknown,
  path: readonly string[] = [],
): Generator<{ path: string; value: unknown }> {
  if (typeof value === 'string' || typeof value === 'number') {
    const changed = spoil(value)
    if (changed !== undefined) yield { path: path.join('.'), value: changed }
  } else if (Array.isArray(value)) {
    for (const inner of spoilt(value[0], spoil, [...path, '0']))
      yield { path: inner.path, value: value.with(0, inner.value) }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value))
      for (const inner of spoilt(field, spoil, [...path, key]))
        yield { path: inner.path, value: { ...value, [key]: inner.value } }
  }
}
