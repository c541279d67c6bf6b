import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import { createStoredCheck } from './check-stored.ts'

const bytes = Buffer.from('sealed')
const { sha256 } = hashBytes(bytes)

function openStore() {
  const state = { reads: 0, bytes }
  const get = async () => {
    state.reads += 1
    return Readable.from([state.bytes])
  }
  return { state, isAsSealed: createStoredCheck({ get }) }
}

it('reads a version once, however many ask at once', async () => {
  const { state, isAsSealed } = openStore()
  const stored = { objectKey: 'dossiers/a', versionId: '1', sha256 }
  expect(await Promise.all([isAsSealed(stored), isAsSealed(stored), isAsSealed(stored)])).toEqual([
    true,
    true,
    true,
  ])
  expect(state.reads).toBe(1)
  expect(await isAsSealed({ ...stored, versionId: '2' })).toBe(true)
  expect(await isAsSealed({ ...stored, sha256: 'a'.repeat(64) })).toBe(false)
  expect(state.reads).toBe(3)
})

it('reads each time what has no versions, and what did not match', async () => {
  const { state, isAsSealed } = openStore()
  const stored = { objectKey: 'dossiers/a', versionId: null, sha256 }
  expect(await isAsSealed(stored)).toBe(true)
  state.bytes = Buffer.from('other')
  expect(await isAsSealed(stored)).toBe(false)
  expect(await isAsSealed({ ...stored, versionId: '1' })).toBe(false)
  state.bytes = bytes
  expect(await isAsSealed({ ...stored, versionId: '1' })).toBe(true)
})
