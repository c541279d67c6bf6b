import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { hasDefaultNetwork, withoutNetwork } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { loadView } from './saved-view.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'
import { watchDir } from './watch-dirs.ts'

const repository = resolve(import.meta.dirname, '../../..')
const postgres = testServer('pg')
const cameraId = 'pavement-street'

interface SavedState {
  readonly scene: { readonly tracker: { readonly at: number } }
  readonly open: readonly unknown[]
}

if (!hasDefaultNetwork()) console.warn(withoutNetwork)

describe.skipIf(!postgres || !hasDefaultNetwork())('a worker that begins again', () => {
  let simulator: Simulator
  let bench: WorkerBench
  let dir: string

  beforeAll(async () => {
    const cacheDir = process.env['SIGHTLINE_TEST_SIMULATOR_CACHE'] ?? join(repository, '.sightline/simulator')
    simulator = await startSimulator({ scenes: ['pavement'], cacheDir })
    bench = await startBench()
    dir = watchDir(bench.dirs.data, 'cam-1')
    bench.want([
      await toWanted(
        bench.dir,
        simulator.cameras.find(({ id }) => id === cameraId)!,
      ),
    ])
  }, 600_000)
  afterAll(async () => {
    await bench?.close()
    await simulator?.close()
  })

  const savedState = async () => JSON.parse(await readFile(join(dir, 'state.json'), 'utf8')) as SavedState
  const judgedUntil = async (): Promise<number> => (await savedState()).scene.tracker.at
  const isSavedAsMoved = async () => (await loadView(dir, 0)).value?.isMoved === true
  const isSaid = () => bench.state()?.health.includes('moved') ?? false
  const dropped = (reason: string): number => bench.state()?.framesDropped[reason] ?? 0

  it('goes on at once where the camera looks as it did', async () => {
    await bench.start()
    const isThere = async () => (await readTextIfThere(join(dir, 'view.json'))) !== null
    await until('the view is learnt', isThere, 180_000)
    await bench.kill()
    const before = await judgedUntil()
    await bench.start()
    await until('it is judged', async () => (await judgedUntil()) > before, 60_000)
    expect(dropped('view_unsure')).toBe(0)
  }, 300_000)

  it('judges nothing of a camera that was turned meanwhile, and says so', async () => {
    await bench.kill('SIGTERM')
    const before = await judgedUntil()
    simulator.switch(cameraId, { name: 'shift', value: true })
    await bench.start()
    await until('it is looked at', async () => dropped('view_unsure') > 0, 60_000)
    const seen: number[] = []
    await until(
      'it is said',
      async () => {
        if (!isSaid()) seen.push(await judgedUntil())
        return isSaid()
      },
      120_000,
    )
    // When it is said everything ends at that moment, a minute later, and not a frame is judged before.
    expect(seen.filter((at) => at !== before && at < before + 60_000)).toEqual([])
    await until('what was open is closed', async () => (await savedState()).open.length === 0, 30_000)
  }, 300_000)

  it('says so again after a kill, without another minute', async () => {
    await until('it is saved', isSavedAsMoved, 30_000)
    await bench.kill()
    await bench.start()
    await until('it is looked at', async () => dropped('view_moved') > 0, 60_000)
    expect(isSaid()).toBe(true)
    expect(dropped('view_unsure')).toBe(0)
  }, 120_000)

  it('goes on where the camera was turned back meanwhile', async () => {
    await bench.kill()
    const before = await judgedUntil()
    simulator.switch(cameraId, { name: 'shift', value: false })
    await bench.start()
    await until('it is judged', async () => (await judgedUntil()) > before, 60_000)
    await until('it is not said any more', async () => !isSaid(), 20_000)
  }, 120_000)
})
