import { z } from 'zod'
import { CodedError } from './error.ts'

declare module 'zod' {
  interface GlobalMeta {
    /** The environment variable a setting is read from. */
    env?: string
    /** What the variable was called in an older version: read where the present name is not set. */
    formerly?: string
    /** Never printed. */
    secret?: boolean
  }
}

/** An app's settings: every field carries `.meta({ env: 'SIGHTLINE_…', description: '…', secret?: true })`. */
export type ConfigSchema = z.ZodObject<Record<string, z.ZodType>>

export type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings from `env` (an argument, read nowhere else), frozen. An empty variable counts as absent.
 * Refuses with `config_invalid`, naming every wrong variable at once with its meaning; values of secrets are not shown.
 */
export function parseConfig<S extends ConfigSchema>(
  schema: S,
  env: Env,
  { app }: { app: string },
): Readonly<z.output<S>> {
  const settings = listSettings(schema)
  const given = Object.fromEntries(settings.map(({ name, variables }) => [name, firstSet(env, variables)]))
  const parsed = schema.safeParse(given)
  if (parsed.success) return Object.freeze(parsed.data)
  const problems = parsed.error.issues.map((issue) => describeProblem(issue, settings, given))
  throw new CodedError(
    'config_invalid',
    { app, problems },
    { text: `${app} cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}` },
  )
}

const firstSet = (env: Env, variables: readonly string[]): string | undefined =>
  variables.map((variable) => env[variable]?.trim()).find(Boolean)

/** The table for `--help`: variable, default, meaning. */
export function describeConfig(schema: ConfigSchema): string {
  const rows = listSettings(schema).map(({ variable, fallback, meaning }) => [variable, fallback, meaning])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const pad = (row: string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map(pad).join('\n')
}

/** The settings as they may be logged: secrets as `[secret]`. */
export function printableConfig<S extends ConfigSchema>(
  schema: S,
  config: z.output<S>,
): Record<string, unknown> {
  const values: Record<string, unknown> = config
  const shown = ({ name, isSecret }: Setting): unknown =>
    isSecret && values[name] !== undefined ? '[secret]' : values[name]
  return Object.fromEntries(listSettings(schema).map((setting) => [setting.name, shown(setting)]))
}

interface Setting {
  name: string
  variable: string
  /** The variable, and what it was called before. */
  variables: readonly string[]
  meaning: string
  isSecret: boolean
  /** How the default reads in a table. */
  fallback: string
}

function listSettings(schema: ConfigSchema): Setting[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const layers = unwrap(field)
    const meta = Object.assign({}, ...layers.toReversed().map((layer) => layer.meta() ?? {})) as z.GlobalMeta
    if (!meta.env || !meta.description) {
      throw new Error(`Setting '${name}' needs .meta({ env, description })`)
    }
    const isSecret = meta.secret ?? false
    return {
      name,
      variable: meta.env,
      variables: [meta.env, ...(meta.formerly ? [meta.formerly] : [])],
      meaning: meta.description,
      isSecret,
      fallback: describeDefault(layers, isSecret),
    }
  })
}

/** The field and what it wraps, outermost first: a default or optional may carry the meta, or its inner type may. */
function unwrap(field: z.ZodType): z.ZodType[] {
  const wraps =
    field instanceof z.ZodDefault || field instanceof z.ZodOptional || field instanceof z.ZodNullable
  return wraps ? [field, ...unwrap(field.unwrap() as z.ZodType)] : [field]
}

function describeDefault(layers: readonly z.ZodType[], isSecret: boolean): string {
  for (const layer of layers) {
    if (layer instanceof z.ZodDefault) return isSecret ? '[secret]' : String(layer.def.defaultValue)
    if (layer instanceof z.ZodOptional) return '(none)'
  }
  return '(required)'
}

function describeProblem(
  issue: z.core.$ZodIssue,
  settings: readonly Setting[],
  given: Readonly<Record<string, string | undefined>>,
): string {
  const setting = settings.find(({ name }) => name === issue.path[0])
  if (!setting) return issue.message
  const { variable, meaning, fallback, isSecret } = setting
  const value = given[setting.name]
  if (value === undefined) return `${variable} is missing. Set it to: ${meaning}.`
  const shown = isSecret ? '[secret]' : JSON.stringify(value)
  return `${variable} = ${shown}: ${issue.message}. Set it to: ${meaning} (default ${fallback}).`
}
