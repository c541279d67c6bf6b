import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { wantedSourceSchema } from '@sightline/api/contract/workers'
import { openEnvelope } from '@sightline/detectors/envelope/silence'
import type { Detection } from '@sightline/detectors/detection'
import { prepareOwn } from '../perceive/infer/open-further.ts'
import {
  alwaysThere,
  ownManifest,
  startFileServer,
  toWantedModel,
} from '../perceive/infer/test/own-models.ts'
import type { LookTask, ShadowFound, ShadowSetup } from './messages.ts'
import { startShadowChild, type ShadowChild } from './shadow-child.ts'

const zone = (id: string) => ({
  id,
  sourceId: 'cam-1',
  version: 1,
  name: '后厨',
  polygon: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
  active: true,
  createdAt: 0,
})
const rule = (kind: string) => ({
  id: `rule-${kind}`,
  zoneId: 'zone-1',
  version: 1,
  kind,
  params: kind === 'kitchen_no_hat' ? { graceSeconds: 10 } : {},
  enabled: true,
  createdAt: 0,
})
const source = (kind: string) =>
  wantedSourceSchema.parse({
    id: 'cam-1',
    version: 1,
    name: '后厨',
    kind: 'kitchen',
    place: '',
    position: null,
    url: 'rtsp://10.0.0.1/main',
    user: '',
    sealedPassword: null,
    approval: { state: 'in_use', revision: 1, basis: '' },
    zones: [zone('zone-1')],
    rules: [rule(kind)],
  })

/** 96 x 64, of which the camera's own is the middle 96 x 54. */
const content = { x: 0, y: 5, width: 96, height: 54 }
const taskAt = (at: number, detections: readonly Detection[] = []): LookTask => ({
  sourceId: 'cam-1',
  envelope: openEnvelope,
  at,
  detections,
  size: { width: 1280, height: 720 },
  picture: { data: new Uint8Array(96 * 64 * 3).fill(120), width: 96, height: 64, content, stir: null },
})

/** It waits for everything else of the machine. */
const patience = { timeout: 400_000 }

describe('a shadow in its own process', patience, () => {
  let dir: string
  let setup: ShadowSetup
  let files: Awaited<ReturnType<typeof startFileServer>>
  let child: ShadowChild | null = null
  const faults: string[] = []

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-shadow-'))
    files = await startFileServer(join(dir, 'secrets'))
    const onnx = alwaysThere(0.9)
    files.files.set('net-1', onnx)
    const wanted = toWantedModel(onnx, ownManifest('sees-heads'))
    const { signal } = new AbortController()
    const prepared = await prepareOwn(wanted, { dir: join(dir, 'models'), api: files.api, signal })
    setup = { ...prepared, runId: 'run-1', threshold: 0.4, dir: join(dir, 'shadow') }
  })
  afterEach(() => child?.end())
  afterAll(async () => {
    await files?.close()
    await rm(dir, { recursive: true, force: true })
  })

  async function open(more: Partial<ShadowSetup> = {}, kind = 'kitchen_no_hat'): Promise<ShadowChild> {
    const opened = startShadowChild({ setup: { ...setup, ...more }, onFault: (fault) => faults.push(fault) })
    child = opened
    await expect.poll(() => opened.input(), { timeout: 300_000 }).toEqual({ width: 64, height: 64 })
    opened.knows(source(kind))
    return opened
  }
  /** Looks once a second; what changed meanwhile. */
  async function watch(one: ShadowChild, fromAt: number, seconds: number): Promise<ShadowFound[]> {
    const found: ShadowFound[] = []
    for (let i = 0; i < seconds; i += 1) {
      const looked = await one.look(taskAt(fromAt + i * 1_000))
      expect(looked?.outcome).toMatchObject({ kind: 'seen' })
      if (looked?.outcome.kind === 'seen') found.push(...looked.outcome.found)
    }
    return found
  }

  it('finds by the same rules, and shows what it saw, without bars', async () => {
    const one = await open()
    const found = await watch(one, 1_000_000, 40)
    expect(found.map(({ event }) => [event.stage, event.kind])).toEqual([['confirmed', 'kitchen_no_hat']])
    const [confirmed] = found
    const { width, height, format } = await sharp(Buffer.from(confirmed?.jpeg ?? [])).metadata()
    expect([format, width, height]).toEqual(['jpeg', 96, 54])
    expect(confirmed?.event.box.left).toBeCloseTo(0.25, 1)
    expect(await one.draw('cam-1', 1_039_000)).not.toBeNull()
    expect(await one.draw('cam-1', 1_090_000)).toBeNull()
    expect(faults).toEqual([])
  })

  it('goes on where it was when it is begun anew, and tells nothing twice', async () => {
    const one = await open()
    await watch(one, 2_000_000, 8)
    // Saved every five seconds of the machine's own time.
    await new Promise((resolve) => setTimeout(resolve, 5_100))
    await watch(one, 2_008_000, 1)
    one.end()
    expect(await readdir(join(setup.dir, 'cam-1'))).toEqual(['scene.json', 'trace.ndjson'])
    const saved = JSON.parse(await readFile(join(setup.dir, 'cam-1/scene.json'), 'utf8')) as { runId: string }
    expect(saved.runId).toBe('run-1')
    const again = await open()
    const found = await watch(again, 2_009_000, 12)
    // Whoever began at 2_009_000 alone would still wait.
    expect(found.map(({ event }) => event.stage)).toContain('confirmed')
    expect(found[0]?.event.dwell.fromAt).toBeLessThan(2_009_000)
  })

  it.each([
    ['of another run', async () => undefined, 'run-2'],
    ['that cannot be read', () => writeFile(join(setup.dir, 'cam-1/scene.json'), '{"version":1}'), 'run-1'],
  ])('begins anew where the saved scene is %s', async (_name, spoil, runId) => {
    await spoil()
    const one = await open({ runId })
    expect(await watch(one, 3_000_000, 6)).toEqual([])
    expect(faults).toEqual([])
  })

  it('is not asked where no rule reads what it reports', async () => {
    const one = await open({}, 'illegal_parking')
    expect((await one.look(taskAt(4_000_000)))?.outcome).toEqual({ kind: 'idle' })
  })

  it('says why its model does not open', async () => {
    const path = join(dir, 'broken.onnx')
    await writeFile(path, 'no model')
    child = startShadowChild({ setup: { ...setup, path }, onFault: (fault) => faults.push(fault) })
    await expect.poll(() => faults, { timeout: 300_000 }).toEqual(['model_unusable'])
  })
})
