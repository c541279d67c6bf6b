import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locks } from './locks.ts'

const api = join(import.meta.dirname, '..')
const sources = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/^(generated|test)\//.test(path),
)

it('no advisory lock is taken but by the table; migrating has a connection of its own', () => {
  const taking = sources.filter((path) => readFileSync(join(api, path), 'utf8').includes('pg_advisory'))
  expect(taking.toSorted()).toEqual(['database/deploy-migrations.ts', 'database/locks.ts'])
})

it('no two have one number', () => {
  const numbers = Object.values(locks)
  expect(new Set(numbers).size).toBe(numbers.length)
})
