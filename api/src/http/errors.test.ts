import { writeFile } from 'node:fs/promises'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { handleErrors } from './errors.ts'

it.each<[string, () => unknown, number, string]>([
  ['a disk without room', () => writeFile('/dev/full', 'x'), 507, 'storage_full'],
  [
    'a database without room',
    () =>
      Promise.reject(new Error('write', { cause: Object.assign(new Error(), { originalCode: '53100' }) })),
    507,
    'storage_full',
  ],
  ['anything else', () => Promise.reject(new Error('no')), 500, 'internal'],
])('%s', async (...[, fail, status, code]) => {
  const app = Fastify()
  handleErrors(app)
  app.get('/', fail)
  const answer = await app.inject('/')
  expect([answer.statusCode, answer.json()]).toEqual([status, { code }])
  await app.close()
})
