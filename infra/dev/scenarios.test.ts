import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const rooms = ['api', 'detectors', 'infra', 'ingest']

/** Every test file's text. */
function* testTexts(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* testTexts(path)
    } else if (entry.name.endsWith('.test.ts')) yield readFileSync(path, 'utf8')
  }
}

/** Of the acceptance list of the domain those that Sightline answers for; 9 (drones), 14, 15, 17 and 18 are others' or later. */
const answered = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16]

it('every acceptance scenario has a test that bears its number', () => {
  const named = new Set<number>()
  for (const text of rooms.flatMap((room) => [...testTexts(join(root, room))]))
    for (const [, number] of text.matchAll(/['(,] ?scenario (\d+)\b/g)) named.add(Number(number))
  expect(answered.filter((number) => !named.has(number))).toEqual([])
})
