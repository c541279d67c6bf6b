import { expect, it } from 'vitest'
import { z } from 'zod'
import { systemClock } from './clock.ts'
import { parseConfig } from './config.ts'
import { objectsOpener, objectsSettings } from './objects-config.ts'

const schema = z.object(objectsSettings)
const s3 = { SIGHTLINE_OBJECTS: 's3', SIGHTLINE_S3_URL: 'http://a:b@127.0.0.1:1' }
const opener = (env: Record<string, string>) =>
  objectsOpener(parseConfig(schema, env, { app: 'test' }), 'test', systemClock)

it.each([
  ['an S3 store without the days of its lock', s3, /SIGHTLINE_RETENTION_DAYS is missing/],
  [
    'one without an address',
    { SIGHTLINE_OBJECTS: 's3', SIGHTLINE_RETENTION_DAYS: '9' },
    /SIGHTLINE_S3_URL is/,
  ],
  ['no days at all', { ...s3, SIGHTLINE_RETENTION_DAYS: '0' }, /SIGHTLINE_RETENTION_DAYS/],
  ['a part of a day', { ...s3, SIGHTLINE_RETENTION_DAYS: '1.5' }, /SIGHTLINE_RETENTION_DAYS/],
])('refuses %s at the start', (_name, env, words) => {
  expect(() => opener(env)).toThrow(words)
})

it.each([
  ['a folder, as it is', {}],
  ['S3 with its days', { ...s3, SIGHTLINE_RETENTION_DAYS: '1095' }],
])('takes %s', (_name, env) => {
  expect(opener(env)).toBeTypeOf('function')
})
