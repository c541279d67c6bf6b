import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema, partOf, traceSchema } from '@sightline/api/contract/dossier'
import { hashBytes, hashFile } from '@sightline/infra/platform/hash'
import { verifySignature } from '@sightline/infra/platform/sign'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { readWhole } from '../media/boxes.ts'
import { fromFolderName } from '../spool/spool-name.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'

const repository = resolve(import.meta.dirname, '../../..')
const postgres = testServer('pg')

interface SavedState {
  readonly open: readonly { findingId: string; isConfirmed: boolean }[]
  readonly pending: readonly { event: { stage: string; findingId: string } }[]
}
const savedState = async (dir: string) =>
  JSON.parse(await readFile(join(dir, 'watch/cam-1/state.json'), 'utf8')) as SavedState

if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!postgres || !hasDefaultModel())('a worker, killed again and again', () => {
  let simulator: Simulator
  let bench: WorkerBench

  beforeAll(async () => {
    simulator = await startSimulator({ scenes: ['pavement'] })
    bench = await startBench()
    const camera = simulator.cameras.find(({ id }) => id === 'pavement-street')!
    bench.want([await toWanted(bench.dir, camera)])
  }, 600_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
  })

  let findingId = ''
  const isThere = async (folder: string): Promise<boolean> => (await readdir(folder)).length > 0
  const hasRest = async (folder: string): Promise<boolean> =>
    (await readdir(folder)).some((name) => name.endsWith('-supplement'))

  it('forgets no stay when it is killed during the dwell, and confirms the same finding once', async () => {
    await bench.start()
    await until('a finding is open', async () => (await savedState(bench.dirs.data)).open.length > 0, 150_000)
    findingId = (await savedState(bench.dirs.data)).open[0]!.findingId
    await bench.kill()
    expect(await bench.sealed()).toEqual([])
    await bench.start()
    const isPending = async () =>
      (await savedState(bench.dirs.data)).pending.some(({ event }) => event.stage === 'confirmed')
    await until('it is confirmed', isPending, 150_000)
    expect((await savedState(bench.dirs.data)).open.map((open) => open.findingId)).toContain(findingId)
  }, 600_000)

  it('seals it once though it is killed while sealing and while handing over', async () => {
    await bench.kill()
    await bench.start()
    await until('the rest is being sealed', () => hasRest(bench.dirs.building), 150_000)
    await bench.kill()
    expect(await hasRest(bench.dirs.spool)).toBe(false)
    await bench.start()
    await until('the rest is in the spool', () => hasRest(bench.dirs.spool), 150_000)
    await bench.kill()
    await bench.start()
    await until('it is handed over', () => hasRest(bench.dirs.handed), 150_000)
    // On a busy machine the car may have left meanwhile: its leaving is another stage.
    expect((await bench.sealed()).filter((name) => name === `${findingId} confirmed`)).toHaveLength(1)
  }, 600_000)

  it('says when the car has left, and every dossier holds what its manifest says', async () => {
    const isClosed = async () => (await bench.sealed()).includes(`${findingId} closed`)
    await until('the leaving is sealed', isClosed, 120_000)
    await until('all is handed over', async () => !(await isThere(bench.dirs.spool)), 150_000)
    let previous: string | null = null
    for (const folder of (await readdir(bench.dirs.handed)).toSorted()) {
      previous = await verifyDossier(join(bench.dirs.handed, folder), previous)
      expect(fromFolderName(folder)).not.toBeNull()
      const { stdout } = await replayCli(join(bench.dirs.handed, folder))
      expect(stdout).toMatch(/^证明成立 proven[^\n]*\n一致 same/)
    }
  }, 600_000)

  it('is silent on the screen within 5 s of the last picture', async () => {
    await until('the stream flows', async () => bench.state()?.connection === 'live', 150_000)
    simulator.switch('pavement-street', { name: 'stall', value: true })
    const since = Date.now()
    await until('it is said', async () => bench.state()?.connection !== 'live', 20_000)
    expect(Date.now() - since).toBeLessThan(6500)
    expect(bench.state()).toMatchObject({ fault: 'silence' })
    simulator.switch('pavement-street', { name: 'stall', value: false })
  }, 600_000)

  it('stops recording when there is no room, says so, and deletes nothing that is sealed', async () => {
    await bench.kill('SIGTERM')
    const before = await bench.sealed()
    await bench.start({ SIGHTLINE_DISK_FLOOR_BYTES: String(2 ** 52) })
    await until('it is said', async () => bench.state()?.fault === 'disk_full', 150_000)
    expect(await bench.sealed()).toEqual(before)
  }, 600_000)
})

const replayCli = (dir: string) =>
  promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(repository, 'ingest/src/replay/replay-cli.ts'), dir, '--strict'],
    {
      cwd: repository,
    },
  )

/** Checks signature, chain, every hash, every fragment, every picture. Answers the manifest's hash. */
async function verifyDossier(dir: string, previous: string | null): Promise<string> {
  const read = (name: string) => readFile(join(dir, name))
  const bytes = await read('manifest.json')
  const manifest = manifestSchema.parse(JSON.parse(bytes.toString()))
  const signature = (await read('manifest.sig')).toString()
  expect(verifySignature(bytes, signature, (await read('public-key.pem')).toString())).toBe(true)
  expect(manifest.chain.previous).toBe(previous)
  for (const exhibit of manifest.exhibits) {
    const { sha256, sm3, bytes: size } = exhibit
    expect(await hashFile(join(dir, exhibit.name))).toEqual({ sha256, sm3, bytes: size })
    if (exhibit.mime === 'image/jpeg')
      expect((await sharp(await read(exhibit.name)).stats()).isOpaque).toBe(true)
    if (exhibit.role === 'trace') traceSchema.parse(JSON.parse((await read(exhibit.name)).toString()))
    if (exhibit.role !== 'segment') continue
    const found = readWhole(await read(exhibit.name)).fragments.map(
      (fragment) => hashBytes(fragment.bytes).sha256,
    )
    expect(found).toEqual(exhibit.fragments?.map((fragment) => fragment.sha256))
  }
  const names = manifest.exhibits.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining([
      `${manifest.stage}/trace.json`,
      ...(partOf(manifest) === 'first' ? [] : [`${manifest.stage}/segment.mp4`]),
    ]),
  )
  return hashBytes(bytes).sha256
}
