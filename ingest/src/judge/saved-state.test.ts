import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyScene } from '@sightline/detectors/scene'
import { sampleFault, sampleRecord } from '../dossier/test/sample-record.ts'
import { emptyState, loadState, saveState } from './saved-state.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-state-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

it('begins empty where nothing was saved', async () => {
  expect(await loadState(dir, 1)).toEqual({ state: emptyState, refused: null })
})

it('comes back as it was saved', async () => {
  const { log } = sampleFault()
  const health = { record: { at: 5, ailments: [] }, log }
  const state = {
    scene: emptyScene,
    pending: [sampleRecord(), sampleFault()],
    open: [],
    health,
    turn: 90 as const,
  }
  await saveState(dir, state)
  expect(await loadState(dir, 1)).toEqual({ state, refused: null })
})

it('goes on with what was saved before cameras were looked at', async () => {
  const { health: _later, turn: _turn, ...before } = emptyState
  await writeFile(join(dir, 'state.json'), JSON.stringify({ version: 1, ...before }))
  expect(await loadState(dir, 1)).toEqual({ state: emptyState, refused: null })
})

it.each([
  [
    'another version',
    { version: 2, scene: emptyScene, pending: [], open: [] },
    'watch_state_version_differs',
  ],
  [
    'a scene of another version',
    { version: 1, scene: { ...emptyScene, version: 99 }, pending: [], open: [] },
    'watch_state_malformed',
  ],
  [
    'a health record that is none',
    { version: 1, scene: emptyScene, pending: [], open: [], health: { record: {}, log: {} } },
    'watch_state_malformed',
  ],
  ['a field that is missing', { version: 1, scene: emptyScene, open: [] }, 'watch_state_malformed'],
  ['not JSON', '{"version":1', 'file_not_json'],
])('refuses %s, moves it aside and begins empty', async (...[, content, code]) => {
  await writeFile(join(dir, 'state.json'), typeof content === 'string' ? content : JSON.stringify(content))
  const { state, refused } = await loadState(dir, 77)
  expect(state).toEqual(emptyState)
  expect(refused?.code).toBe(code)
  expect(await readdir(dir)).toEqual(['state.json.refused-77'])
})
