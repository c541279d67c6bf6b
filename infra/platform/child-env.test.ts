import { expect, it } from 'vitest'
import { childEnv } from './child-env.ts'

it('gives a child what it needs to run, and nothing that is secret', () => {
  const secrets = {
    DATABASE_URL: 'postgres://u:hunter2@h/x',
    SIGHTLINE_S3_URL: 'http://a:hunter2@h',
    SIGHTLINE_REDIS_URL: 'redis://:hunter2@h',
    SIGHTLINE_SECRETS_DIR: '/secrets',
    AWS_SECRET_ACCESS_KEY: 'hunter2',
  }
  const needed = { PATH: '/usr/bin', FONTCONFIG_FILE: '/fonts.conf' }
  expect(childEnv({ ...secrets, ...needed, HOME: '/root' })).toEqual(needed)
})
