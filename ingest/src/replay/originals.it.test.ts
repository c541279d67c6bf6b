import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTask } from '@sightline/models/open'
import type { PreparedModel } from '@sightline/models/prepared-model'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { readDossier, replayOriginals, replayTrace } from './replay-dossier.ts'
import { toOriginalsReport } from './report.ts'
import { asCamera, makeDossier, modelDir, repository, signTrace, streetFilm } from './test/recorded.ts'

if (!hasDefaultModel()) console.warn(withoutModel)

describe.skipIf(!streetFilm || !hasDefaultModel())('a dossier of a real street', () => {
  let dir: string
  let dossier: string
  let model: PreparedModel
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-originals-'))
    const mirror = process.env['SIGHTLINE_MODEL_MIRROR'] ?? join(repository, '../shared/models')
    model = await openTask('detector', 'yolox-nano', { dir: modelDir, origins: { mirror } })
    dossier = await makeDossier(dir, await asCamera(streetFilm!, join(dir, 'street.mp4'), 20), { model })
  }, 240_000)
  afterAll(() => rm(dir, { recursive: true, force: true }))

  const options = { ffmpegPath, modelDir }
  /** A copy in which a file is another. */
  async function altered(name: string, alter: (bytes: Buffer) => Buffer | string): Promise<string> {
    const copy = join(await mkdtemp(join(dir, 'altered-')), 'dossier')
    await cp(dossier, copy, { recursive: true })
    await writeFile(join(copy, name), alter(await readFile(join(copy, name))))
    return copy
  }

  it('gives the same finding from the trace, and from the originals to the last digit', async () => {
    const files = await readDossier(dossier)
    expect(replayTrace(files).isSame).toBe(true)
    const second = await replayOriginals(files, options)
    expect(second.verdict).toBe('same')
    expect(second.stages.map(({ stage, missing }) => [stage, missing])).toEqual([
      ['opened', 0],
      ['confirmed', 0],
    ])
    for (const { frames } of second.stages) {
      expect(frames.same).toBeGreaterThan(40)
      expect([frames.alike, frames.different]).toEqual([0, 0])
    }
    expect(second.uncovered).toBeLessThan(files.trace.frames.length / 2)
    const said = toOriginalsReport(second)
    expect(said[0]).toMatch(/^一致 same: /)
    expect(said.filter((line) => line.startsWith('    一致 same'))).toHaveLength(2)
    expect(said.join('\n')).toContain(
      `${files.trace.frames.length - second.uncovered} / ${files.trace.frames.length}`,
    )
  })

  it('says which frames are different where the trace shows the car elsewhere', async () => {
    const moved = await altered('confirmed/trace.json', (bytes) =>
      bytes.toString().replaceAll(/"left":0\.3/g, '"left":0.2'),
    )
    await expect(readDossier(moved)).rejects.toMatchObject({ code: 'exhibit_altered' })
    await signTrace(moved)
    const second = await replayOriginals(await readDossier(moved), options)
    expect(second.verdict).toBe('different')
    expect(second.stages.every(({ frames, differsAt }) => frames.different > 0 && differsAt !== null)).toBe(
      true,
    )
    expect(toOriginalsReport(second)[0]).toMatch(/^不一致 different: /)
  })

  it('compares what a reviewer is told besides', async () => {
    const flagged = await altered('manifest.json', (bytes) => {
      const manifest = JSON.parse(bytes.toString()) as { finding: object }
      return JSON.stringify({ ...manifest, finding: { ...manifest.finding, flags: ['boundary_doubtful'] } })
    })
    expect(replayTrace(await readDossier(flagged)).isSame).toBe(false)
  })

  it('refuses a segment that is not the one that was sealed', async () => {
    const cut = await altered('opened/segment.mp4', (bytes) => bytes.subarray(0, -1))
    await expect(replayOriginals(await readDossier(cut), options)).rejects.toMatchObject({
      code: 'exhibit_altered',
      facts: { name: 'opened/segment.mp4' },
    })
  })

  const named = (model: object) => (bytes: Buffer) => {
    const manifest = JSON.parse(bytes.toString()) as { network: object }
    return JSON.stringify({ ...manifest, network: { ...manifest.network, ...model } })
  }
  it.each([
    ['is made of other bytes', { sha256: '0'.repeat(64) }, 'model_differs'],
    ['is not known here', { name: 'of-another-house' }, 'model_not_installed'],
  ])('refuses to look where the model named %s', async (...[, other, code]) => {
    const files = await readDossier(await altered('manifest.json', named(other)))
    await expect(replayOriginals(files, options)).rejects.toMatchObject({ code })
  })

  it('refuses to look where the model is known and not here', async () => {
    const empty = await mkdtemp(join(dir, 'models-'))
    const files = await readDossier(dossier)
    await expect(replayOriginals(files, { ffmpegPath, modelDir: empty })).rejects.toMatchObject({
      code: 'model_not_installed',
    })
  })
})
