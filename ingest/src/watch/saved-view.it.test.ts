import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { testServer } from '@sightline/infra/platform/test/test-servers'
import { until } from '../../../infra/start/child.ts'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { startSimulator, type Simulator } from '../../../infra/dev/simulator/simulator.ts'
import { loadView } from '../perceive/saved-view.ts'
import { createPacedClock } from './test/paced-clock.ts'
import { startBench, toWanted, type WorkerBench } from './test/worker-bench.ts'
import { watchDir } from './watch-dirs.ts'

const postgres = testServer('pg')
const cameraId = 'pavement-street'

interface SavedState {
  readonly scene: { readonly tracker: { readonly at: number } }
  readonly open: readonly unknown[]
}

if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!postgres || !hasDefaultModel())('a worker that begins again', () => {
  const pace = createPacedClock()
  let simulator: Simulator
  let bench: WorkerBench
  let dir: string

  beforeAll(async () => {
    simulator = await startSimulator({ scenes: ['pavement'], pace })
    bench = await startBench(pace)
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
    pace.stop()
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
    await until('it is judged', async () => (await judgedUntil()) > before, 150_000)
    expect(dropped('view_unsure')).toBe(0)
  }, 600_000)

  it('judges nothing of a camera that was turned meanwhile, and says so', async () => {
    await bench.kill('SIGTERM')
    const before = await judgedUntil()
    simulator.switch(cameraId, { name: 'shift', value: true })
    await bench.start()
    await until('it is looked at', async () => dropped('view_unsure') > 0, 150_000)
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
    await until('what was open is closed', async () => (await savedState()).open.length === 0, 150_000)
  }, 600_000)

  it('says so again after a kill, without another minute', async () => {
    await until('it is saved', isSavedAsMoved, 150_000)
    await bench.kill()
    await bench.start()
    await until('it is looked at', async () => dropped('view_moved') > 0, 150_000)
    expect(isSaid()).toBe(true)
    expect(dropped('view_unsure')).toBe(0)
  }, 600_000)

  it('goes on where the camera was turned back meanwhile', async () => {
    await bench.kill()
    const before = await judgedUntil()
    simulator.switch(cameraId, { name: 'shift', value: false })
    await bench.start()
    await until('it is judged', async () => (await judgedUntil()) > before, 150_000)
    const judgedAt = pace.now()
    await until('it is not said any more', async () => !isSaid(), 150_000)
    // At once, and not after another minute of looking.
    expect(pace.now() - judgedAt).toBeLessThan(60_000)
  }, 600_000)
})
