import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { until } from '../../start/child.ts'
import { startCameras } from '../stack/cameras.ts'
import { registerCamera, type CameraToRegister } from '../stack/seed.ts'
import { askLoop, ms } from './ask-loop.ts'
import { stillFilm, streetFilm } from './film.ts'
import { cpuSeconds } from './process-tree.ts'
import type { BenchInput, Row } from './row.ts'
import { corner, steadyParking, withRule } from './scale.ts'
import { allLive, firstOf, raise, statesOf, withStack } from './scale-stack.ts'

const settleMs = 25_000
/** So many sources a row: enough to see what one costs, few enough for two cores. */
const sources = 8

async function withFilms<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-films-'))
  try {
    return await work(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

interface Street {
  readonly what: string
  readonly film: Parameters<typeof startCameras>[0]
  /** The first camera of the film, as it is registered. */
  readonly toCamera: (camera: CameraToRegister) => CameraToRegister
}

async function measureStreet(input: BenchInput, { what, film, toCamera }: Street): Promise<Row[]> {
  const cameras = await startCameras(film)
  try {
    return await withStack(({ stack, people }) => {
      const cameraOf = (nth: number) => ({ ...toCamera(firstOf(cameras)), name: `街道 ${nth}` })
      return raise({ ...input, stack, admin: people.admin, what, counts: [sources], settleMs, cameraOf })
    })
  } finally {
    await cameras.stop()
  }
}

/** The same street by cameras whose key frames are 1, 2, 4 and 10 s apart, or as far as is asked for. */
export const measureKeys = (input: BenchInput): Promise<Row[]> =>
  withFilms(async (dir) => {
    const rows: Row[] = []
    for (const seconds of input.apart === undefined ? [1, 2, 4, 10] : [input.apart]) {
      input.say(`keys: the street with a key frame every ${seconds} s`)
      const video = await streetFilm(dir, seconds)
      const what = `busy 1080p25 sources, a key frame every ${seconds} s`
      const toCamera = (camera: CameraToRegister) => withRule(camera, steadyParking)
      rows.push(...(await measureStreet(input, { what, film: { video }, toCamera })))
    }
    return rows
  })

/** The same with the zone looked at enlarged. */
export function measureCloseUps(input: BenchInput): Promise<Row[]> {
  const rule = { ...steadyParking, params: { ...steadyParking.params, closeUp: true } }
  return measureStreet(input, {
    what: 'busy 1080p25 sources, their zone enlarged',
    film: { scenes: ['pavement'] },
    toCamera: (camera) => withRule(camera, rule),
  })
}

const stormSources = 20

/** Every camera drops its connection at the same moment. */
export const measureStorm = ({ say }: BenchInput): Promise<Row[]> =>
  withFilms(async (dir) => {
    const { file } = await stillFilm(dir)
    const cameras = await startCameras({ video: file })
    try {
      return await withStack(async ({ stack, people: { admin } }) => {
        const camera = firstOf(cameras)
        for (let nth = 1; nth <= stormSources; nth++)
          await registerCamera(admin, { ...camera, name: `静止 ${nth}`, zones: [corner] })
        await until('all are live', () => allLive(admin, stormSources), 120_000)
        await delay(settleMs)
        await askLoop(stack)
        say('storm: all connections are dropped')
        const pid = stack.ingestPid() ?? 0
        const [at, spent] = [performance.now(), cpuSeconds(pid)]
        await cameras.switch(camera.name, { name: 'drop' })
        const isGone = async () => (await statesOf(admin)).some(({ connection }) => connection !== 'live')
        await until('they are gone', isGone, 30_000)
        await until('all are live again', () => allLive(admin, stormSources), 120_000)
        const took = (performance.now() - at) / 1000
        const loop = await askLoop(stack)
        return [
          {
            what: `${stormSources} still sources lose their connection at once`,
            figure: `all live again after ${took.toFixed(1)} s`,
            note: `${(cpuSeconds(pid) - spent).toFixed(1)} CPU s; loop's own work p99 ${ms(loop.ownP99)}, max ${ms(loop.ownMax)}; late p99 ${ms(loop.p99)}, max ${ms(loop.max)}`,
          },
        ]
      })
    } finally {
      await cameras.stop()
    }
  })
