import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeConfig, parseConfig, printableConfig } from './config.ts'
import { CodedError } from './error.ts'

const schema = z.object({
  port: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(8080)
    .meta({ env: 'SIGHTLINE_PORT', description: 'the port the api listens on' }),
  secureCookies: z
    .stringbool()
    .meta({ env: 'SIGHTLINE_SECURE_COOKIES', description: 'true behind https' })
    .default(true),
  database: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta({ env: 'SIGHTLINE_DATABASE_URL', description: 'a PostgreSQL address', secret: true }),
  serviceToken: z
    .string()
    .min(16)
    .describe('the token ingest shows, at least 16 characters')
    .meta({ env: 'SIGHTLINE_SERVICE_TOKEN', secret: true })
    .optional(),
  mode: z
    .enum(['embedded', 'redis'])
    .default('embedded')
    .meta({ env: 'SIGHTLINE_QUEUES', formerly: 'SIGHTLINE_JOBS', description: 'where jobs live' }),
})
const good = { SIGHTLINE_DATABASE_URL: 'postgres://u:hunter2@db/x' }
const app = { app: 'api' }

describe('parseConfig', () => {
  it('gives numbers, booleans and defaults, frozen', () => {
    const config = parseConfig(
      schema,
      { ...good, SIGHTLINE_PORT: '9000', SIGHTLINE_SECURE_COOKIES: 'false' },
      app,
    )
    expect(config).toEqual({
      port: 9000,
      secureCookies: false,
      database: good.SIGHTLINE_DATABASE_URL,
      mode: 'embedded',
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('counts an empty variable as absent', () => {
    expect(parseConfig(schema, { ...good, SIGHTLINE_PORT: ' ' }, app).port).toBe(8080)
  })

  it.each([
    ['the name of before', { SIGHTLINE_JOBS: 'redis' }, 'redis'],
    ['the present name first', { SIGHTLINE_JOBS: 'redis', SIGHTLINE_QUEUES: 'embedded' }, 'embedded'],
    [
      'the name of before where the present one is empty',
      { SIGHTLINE_JOBS: 'redis', SIGHTLINE_QUEUES: '' },
      'redis',
    ],
  ])('reads %s', (_, env, mode) => {
    expect(parseConfig(schema, { ...good, ...env }, app).mode).toBe(mode)
  })

  it('reports every problem at once, by variable, with the fix and without secrets', () => {
    const env = {
      SIGHTLINE_PORT: '80a',
      SIGHTLINE_SECURE_COOKIES: 'perhaps',
      SIGHTLINE_SERVICE_TOKEN: 'hunter2',
    }
    const error = refusal(() => parseConfig(schema, env, app))
    expect(error.code).toBe('config_invalid')
    expect(error.facts['problems']).toEqual([
      expect.stringMatching(/^SIGHTLINE_PORT = "80a": .*the port the api listens on \(default 8080\)\.$/),
      expect.stringMatching(/^SIGHTLINE_SECURE_COOKIES = "perhaps": .*true behind https \(default true\)/),
      'SIGHTLINE_DATABASE_URL is missing. Set it to: a PostgreSQL address.',
      expect.stringMatching(/^SIGHTLINE_SERVICE_TOKEN = \[secret\]: .*at least 16 characters/),
    ])
    expect(error.message).not.toContain('hunter2')
  })

  it('passes on what a rule over several fields says', () => {
    const strict = schema.refine(({ port }) => port !== 8080, 'choose another port than 8080')
    expect(refusal(() => parseConfig(strict, good, app)).message).toContain('choose another port')
  })

  it('refuses a schema that does not say where a setting comes from', () => {
    expect(() => parseConfig(z.object({ x: z.string() }), {}, app)).toThrow("Setting 'x'")
  })
})

it('prints the table for --help', () => {
  expect(
    describeConfig(schema)
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['SIGHTLINE_PORT', '8080', 'the port the api listens on'],
    ['SIGHTLINE_SECURE_COOKIES', 'true', 'true behind https'],
    ['SIGHTLINE_DATABASE_URL', '(required)', 'a PostgreSQL address'],
    ['SIGHTLINE_SERVICE_TOKEN', '(none)', 'the token ingest shows, at least 16 characters'],
    ['SIGHTLINE_QUEUES', 'embedded', 'where jobs live'],
  ])
})

it('shows a default that is a secret as [secret]', () => {
  const key = z.string().default('hunter2').meta({ env: 'SIGHTLINE_KEY', description: 'a key', secret: true })
  expect(describeConfig(z.object({ key }))).toBe('SIGHTLINE_KEY  [secret]  a key')
})

it('prints settings without secrets', () => {
  const printed = printableConfig(schema, parseConfig(schema, good, app))
  expect(printed).toEqual({
    port: 8080,
    secureCookies: true,
    database: '[secret]',
    serviceToken: undefined,
    mode: 'embedded',
  })
})

function refusal(run: () => unknown): CodedError {
  try {
    run()
  } catch (error) {
    if (error instanceof CodedError) return error
    throw error
  }
  throw new Error('Nothing was refused')
}
