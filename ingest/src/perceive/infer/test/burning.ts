import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Box } from '@sightline/detectors/geometry/point'
import { paste, type Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'

/** A photograph at a size. */
export async function photograph(path: string, width: number, height: number): Promise<Raster> {
  const { data } = await sharp(path)
    .resize(width, height, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height }
}

/**
 * The photograph of a fire as one frame of a film: what is bright and warm in it licks up and down, sways, and changes in
 * brightness; the rest stands.
 */
export function flickered(fire: Raster, turn: number): Raster {
  const data = Uint8Array.from(fire.data)
  const { width, height } = fire
  const phase = turn * 2.4
  const glow = 1 + 0.12 * Math.sin(turn * 1.7)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const up = Math.round(
        (Math.sin(x / (width / 17) + phase) + Math.sin(x / (width / 41) - phase)) * height * 0.02,
      )
      const aside = Math.round(Math.sin(y / (height / 13) + phase) * width * 0.008)
      const [fromX, fromY] = [
        Math.min(width - 1, Math.max(0, x + aside)),
        Math.min(height - 1, Math.max(0, y + up)),
      ]
      const [from, to] = [(fromY * width + fromX) * 3, (y * width + x) * 3]
      if (!isFlame(fire.data, from) && !isFlame(fire.data, to)) continue
      for (let c = 0; c < 3; c++) data[to + c] = Math.min(255, (fire.data[from + c] ?? 0) * glow)
    }
  return { ...fire, data }
}
const isFlame = (data: Uint8Array, at: number): boolean =>
  (data[at] ?? 0) > 120 && (data[at] ?? 0) - (data[at + 2] ?? 0) > 50

/** How high the flames stand in a frame, of their most. */
const heightAt = (turn: number): number => 0.8 + 0.2 * Math.sin(turn * 1.9)

/** The frame of a film in which the fire burns, its foot at the same place; and where it is in that frame, in 0..1. */
export function burningAt(
  ground: Raster,
  fire: Raster,
  { turn, x, y }: { turn: number; x: number; y: number },
) {
  const height = Math.round(fire.height * heightAt(turn))
  const flames = resize(flickered(fire, turn), { width: fire.width, height })
  const picture = { ...ground, data: Uint8Array.from(ground.data) }
  const top = y + fire.height - height
  paste(picture, flames, { x, y: top })
  const box: Box = {
    left: x / ground.width,
    right: (x + fire.width) / ground.width,
    top: top / ground.height,
    bottom: (y + fire.height) / ground.height,
  }
  return { picture, box }
}

/** Twenty seconds of a street in which something burns: the photograph of a real fire, moved, on one of a real street. */
export async function filmFire(shared: string, path: string): Promise<void> {
  const street = await photograph(join(shared, 'media/street/parked-on-pavement-cn.jpg'), 1920, 1080)
  const fire = await photograph(join(shared, 'media/fire/dsikar-fire2.jpeg'), 420, 280)
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '1920x1080', '-framerate', '5', '-i', 'pipe:0']
  const coded = ['-r', '25', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-bf', '0', '-g', '50']
  const ffmpeg = spawn(process.env['FFMPEG_PATH'] ?? 'ffmpeg', [
    '-v',
    'error',
    '-y',
    ...raw,
    ...coded,
    '-pix_fmt',
    'yuv420p',
    path,
  ])
  const ended: Promise<unknown[]> = once(ffmpeg, 'close')
  for (let turn = 0; turn < 100; turn++) {
    const { picture } = burningAt(street, fire, { turn, x: 200, y: 700 })
    if (!ffmpeg.stdin.write(picture.data)) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`)
}
