import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  holdDataFolder,
  placesOf,
  readMarker,
  readRun,
  writeDatabaseUrl,
  writeMarker,
} from './data-folder.ts'
import { pendingOf, refuseNewerData, refuseOtherPostgres } from './data-version.ts'
import { isStillThere, markOf } from './processes.ts'
import { runningDatabase } from './running-database.ts'

let dir: string
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'sightline-data-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const lock = () => join(dir, 'lock.json')

it('is held by one, who is named, until it is given back', async () => {
  const held = await holdDataFolder(dir)
  await expect(holdDataFolder(dir)).rejects.toMatchObject({
    code: 'data_in_use',
    facts: { pid: process.pid },
  })
  held.release()
  ;(await holdDataFolder(dir)).release()
})

it.each([
  ['a process that is gone', JSON.stringify({ pid: 999_999_999, began: '1' })],
  ['another process that has its id now', JSON.stringify({ pid: process.pid, began: '1' })],
  ['a lock that was cut short', '{"pid":'],
])('is taken over from %s', async (_, content) => {
  writeFileSync(lock(), content)
  ;(await holdDataFolder(dir)).release()
  expect(existsSync(lock())).toBe(false)
})

it('ends what a killed run left running', async () => {
  const left = spawn('sleep', ['600'])
  const children = [markOf(left.pid ?? 0)]
  const supervisor = { pid: 999_999_999, began: '1' }
  writeFileSync(placesOf(dir).run, JSON.stringify({ supervisor, url: null, postgresPort: null, children }))
  ;(await holdDataFolder(dir)).release()
  expect(children.some(isStillThere)).toBe(false)
})

it('ends no stranger who has the id of a program that is gone', async () => {
  const children = [{ pid: process.ppid, began: '1' }]
  const supervisor = { pid: 999_999_999, began: '1' }
  writeFileSync(placesOf(dir).run, JSON.stringify({ supervisor, url: null, postgresPort: null, children }))
  ;(await holdDataFolder(dir)).release()
  expect(isStillThere(markOf(process.ppid))).toBe(true)
})

it('keeps no address of a database beyond the run that it was of', async () => {
  const { databaseUrl } = placesOf(dir)
  const held = await holdDataFolder(dir)
  writeDatabaseUrl(databaseUrl, 'postgres://of-this-run')
  held.release()
  expect(existsSync(databaseUrl)).toBe(false)
  writeDatabaseUrl(databaseUrl, 'postgres://of-a-killed-run')
  const next = await holdDataFolder(dir)
  expect(existsSync(databaseUrl)).toBe(false)
  next.release()
})

it('cannot lie where a file lies', async () => {
  writeFileSync(join(dir, 'file'), '')
  await expect(holdDataFolder(join(dir, 'file'))).rejects.toMatchObject({ code: 'data_not_writable' })
})

it('says what runs there, and nothing after a write that was cut short', async () => {
  const held = await holdDataFolder(dir)
  held.record({ url: 'http://127.0.0.1:1', postgresPort: 2, children: [] })
  expect(readRun(dir)).toMatchObject({ supervisor: markOf(process.pid), postgresPort: 2 })
  writeFileSync(placesOf(dir).run, readFileSync(placesOf(dir).run, 'utf8').slice(0, 20))
  expect(readRun(dir)).toBeNull()
  held.release()
})

it.each([
  ['nothing applied yet', [], ['a', 'b', 'c']],
  ['one step behind', ['a', 'b'], ['c']],
  ['up to date', ['a', 'b', 'c'], []],
  ['a step merged in between', ['a', 'c'], ['b']],
])('migrations: %s', (_, applied, pending) => {
  expect(pendingOf(dir, applied, ['a', 'b', 'c'])).toEqual(pending)
})

it('data of a newer version are refused by the name that is not known', () => {
  writeMarker(dir, { format: 1, postgres: '18', migrations: ['a', 'd'] })
  expect(() => refuseNewerData(dir, ['a', 'b'])).toThrow(/^data_newer: .*（d）/)
  writeMarker(dir, { format: 2, postgres: '18', migrations: ['a'] })
  expect(() => refuseNewerData(dir, ['a', 'b'])).toThrow(/^data_newer: .*format 2/)
})

it('a damaged marker is said to be damaged, not taken for new data', () => {
  writeFileSync(placesOf(dir).marker, '{"format":')
  expect(() => readMarker(dir)).toThrow(/^data_unreadable/)
})

it('a cluster of another PostgreSQL is refused before it is opened', () => {
  writeFileSync(join(dir, 'PG_VERSION'), '17\n')
  expect(() => refuseOtherPostgres(dir, '18')).toThrow(/^data_other_postgres/)
})

it('names the database of the product that runs on it, and says what to do where none does', () => {
  const folder = () => runningDatabase(dir)
  expect(folder).toThrow('--data')
  writeMarker(dir, { format: 1, postgres: '18', migrations: [] })
  expect(folder).toThrow('npm start')
  const run = { url: null, postgresPort: 5433, children: [] }
  writeFileSync(placesOf(dir).run, JSON.stringify({ ...run, supervisor: { pid: 999_999_999, began: '1' } }))
  expect(folder).toThrow('npm start')
  writeFileSync(placesOf(dir).run, JSON.stringify({ ...run, supervisor: markOf(process.pid) }))
  expect(folder).toThrow('npm start')
  const { secrets, databaseUrl } = placesOf(dir)
  mkdirSync(secrets)
  writeDatabaseUrl(databaseUrl, 'postgres://sightline_run:of-this-start@127.0.0.1:5433/sightline')
  expect(statSync(databaseUrl).mode & 0o777).toBe(0o600)
  expect(folder()).toBe('postgres://sightline_run:of-this-start@127.0.0.1:5433/sightline')
})
