import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { letterboxFilter, placement } from '@sightline/models/letterbox'
import { createPainter } from '../../../../infra/dev/simulator/render/painter.ts'
import { openDraw } from '../../../../infra/dev/simulator/render/draw.ts'
import { canvas, viewAt, type Scene } from '../../../../infra/dev/simulator/scene.ts'
import { scenes } from '../../../../infra/dev/simulator/scenes/scenes.ts'
import { ffmpegPath } from '../../media/test/media.ts'
import { everyPicture, picturesOf } from '../../replay/clip-pictures.ts'
import { remux } from '../../replay/remux.ts'
import type { Fragment } from '../../media/boxes.ts'
import type { InitSegment } from '../../media/init-segment.ts'
import { gateLumaStep, toLuma } from './luma.ts'
import { noShake, stepShake } from './shake.ts'

const fps = 5
const seconds = 16
const input = { width: 640, height: 384, letterbox: 'top-left', pad: 114 } as const

let dir: string
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'sightline-shake-'))))
afterAll(() => rm(dir, { recursive: true, force: true }))

/** The scene as its camera films it, coded as a camera would. */
async function film(scene: Scene, path: string): Promise<void> {
  const painter = await createPainter(scene, scene.cameras[0]!.view, await openDraw())
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${canvas.width}x${canvas.height}`,
    '-r',
    `${fps}`,
  ]
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-bf', '0', path]
  const child = spawn(ffmpegPath, ['-v', 'error', '-y', ...raw, '-i', 'pipe:0', ...coding], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  for (let i = 0; i < seconds * fps; i++)
    if (!child.stdin.write(await painter.frame(i / fps, i))) await once(child.stdin, 'drain')
  child.stdin.end()
  await once(child, 'close')
}

/** What is told of each picture of a film, shares of the picture. */
async function told(path: string) {
  const fragments: Fragment[] = []
  let init: InitSegment | undefined
  for await (const event of remux(ffmpegPath, path))
    if (event.kind === 'init') init = event.init
    else fragments.push(event.fragment)
  const { x: left, y: top, width, height } = placement(input, init!)
  const content = { left, top, width, height }
  const shape = {
    width: input.width,
    height: input.height,
    filter: letterboxFilter({ ...input }),
    fps: everyPicture,
  }
  const shifts: ({ readonly x: number; readonly y: number } | null)[] = []
  let state = noShake
  for await (const { picture } of picturesOf({ ffmpegPath, init: init!, fragments, ...shape })) {
    const luma = toLuma({ picture, widthPx: input.width, content, step: gateLumaStep })
    state = stepShake(state, luma, shifts.length * (1000 / fps))
    shifts.push(state.shift)
  }
  return shifts
}

it.each([
  ['in the wind', 6],
  ['in a gale', 50],
])(
  'tells the sway of a mast %s from its film',
  async (name, sway) => {
    const scene = { ...scenes['pavement']!, weather: { light: 1, rain: 0, sway } }
    const { view } = scene.cameras[0]!
    const path = join(dir, `${sway}.mp4`)
    await film(scene, path)
    const shifts = await told(path)
    // The sway is the same every two seconds: its rest is the mean over them.
    const offAt = (i: number) => {
      const now = viewAt(scene, view, i / fps)
      return { x: (view.left - now.left) / view.width, y: (view.top - now.top) / view.width }
    }
    const whole = Array.from({ length: 2 * fps }, (_, i) => offAt(i))
    const rest = {
      x: whole.reduce((sum, { x }) => sum + x, 0) / whole.length,
      y: whole.reduce((sum, { y }) => sum + y, 0) / whole.length,
    }
    const misses = shifts.flatMap((shift, i) =>
      shift ? [Math.hypot(shift.x - offAt(i).x + rest.x, shift.y - offAt(i).y + rest.y)] : [],
    )
    const sorted = misses.toSorted((a, b) => a - b)
    const swing = Math.max(...whole.map(({ x, y }) => Math.hypot(x - rest.x, y - rest.y)))
    console.log(
      `sway ${name}: up to ${(swing * 100).toFixed(2)} % of the picture; told ${misses.length} of ${shifts.length}, ` +
        `off by ${(100 * sorted[misses.length >> 1]!).toFixed(3)} % (median), ${(100 * sorted.at(-1)!).toFixed(3)} % (most)`,
    )
    expect(shifts.slice(0, 20).every((shift) => shift === null)).toBe(true)
    expect(misses.length).toBeGreaterThan(0.9 * (shifts.length - 21))
    expect(sorted.at(-1)).toBeLessThan(0.003)
  },
  120_000,
)
