import { writeFile } from 'node:fs/promises'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { handleErrors } from './errors.ts'

/** As Prisma throws what the driver says. */
const prismaError = (originalCode: string) =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: Object.assign(new Error('driver'), { cause: { originalCode } }) },
  })

it.each<[string, () => unknown, number, string]>([
  ['a disk without room', () => writeFile('/dev/full', 'x'), 507, 'storage_full'],
  ['a database without room', () => Promise.reject(prismaError('53100')), 507, 'storage_full'],
  [
    'a database that hangs',
    () => Promise.reject(new Error('Query read timeout')),
    503,
    'database_unavailable',
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
