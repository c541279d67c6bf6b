type Scalar = string | number | boolean

/** Fills `:name` places of a route's path. A place without a value is a programming error and throws. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name]
    if (typeof value !== 'string' || value === '') throw new Error(`no value for :${name} in ${path}`)
    return encodeURIComponent(value)
  })
}

/** `?a=1&b=2&b=3`, or nothing. Lists repeat their name; absent and empty values are left out. */
export function queryText(query: Readonly<Record<string, unknown>>): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values) if (isScalar(one) && one !== '') pairs.append(name, String(one))
  }
  const text = pairs.toString()
  return text === '' ? '' : `?${text}`
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
