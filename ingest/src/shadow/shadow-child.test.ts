import { openEnvelope } from '@sightline/detectors/envelope/silence'
import { afterEach, describe, expect, it } from 'vitest'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import type { LookTask, ShadowSetup } from './messages.ts'
import { startShadowChild, type ShadowChild } from './shadow-child.ts'

const setup: ShadowSetup = {
  runId: 'run-1',
  manifest: yoloxNano,
  path: 'nowhere',
  sha256: '0'.repeat(64),
  threshold: 0.1,
  dir: 'nowhere',
}
const content = { x: 0, y: 0, width: 8, height: 8 }
const task: LookTask = {
  sourceId: 'cam-1',
  envelope: openEnvelope,
  at: 1,
  detections: [],
  size: { width: 8, height: 8 },
  picture: { data: new Uint8Array(192), width: 8, height: 8, content, stir: null },
}

describe('the process of a shadow', () => {
  let child: ShadowChild | null = null
  afterEach(() => child?.end())

  function start(name: string, limits: { openMs: number; answerMs: number }) {
    let told = (_fault: string): void => undefined
    const fault = new Promise<string>((resolve) => (told = resolve))
    child = startShadowChild({
      setup,
      onFault: told,
      limits: { ...limits, residentBytes: 2 ** 30 },
      entry: new URL(`./test/child-that-${name}.mjs`, import.meta.url),
    })
    return { child, fault }
  }
  const patient = { openMs: 20_000, answerMs: 20_000 }
  const isOpen = async (one: ShadowChild) =>
    expect.poll(() => one.input(), { timeout: 20_000 }).not.toBeNull()

  it.each([
    ['crashes', patient, 'crashed'],
    ['hangs', { ...patient, answerMs: 300 }, 'hung'],
    ['swells', patient, 'memory'],
  ] as const)('that %s is ended, and whoever waits gets nothing', async (name, limits, code) => {
    const { child: one, fault } = start(name, limits)
    await isOpen(one)
    const [looked, drawn] = [one.look(task), one.draw('cam-1', 1)]
    expect(await fault).toBe(code)
    expect([await looked, await drawn]).toEqual([null, null])
    expect(await one.look(task)).toBeNull()
  })

  it('whose model does not open says why', async () => {
    const { fault } = start('refuses', patient)
    expect(await fault).toBe('model_unusable')
  })

  it('that never opens is ended', async () => {
    const { fault } = start('hangs', { ...patient, openMs: 1 })
    expect(await fault).toBe('hung')
  })

  it('that is ended on purpose tells of no fault', async () => {
    const { child: one, fault } = start('hangs', patient)
    await isOpen(one)
    const looked = one.look(task)
    one.end()
    expect(await looked).toBeNull()
    const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 300))
    expect(await Promise.race([fault, silence])).toBe('silence')
  })
})
