import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTask } from '@sightline/models/open'
import { hasDefaultModel, withoutModel } from '../../../infra/dev/servers/weights.ts'
import { ffmpegPath } from '../media/test/media.ts'
import { replayVideo } from './replay-video.ts'
import { asCamera, modelDir, repository, streetFilm } from './test/recorded.ts'

if (!hasDefaultModel()) console.warn(withoutModel)

const cli = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(repository, 'ingest/src/replay/replay-cli.ts'), ...args],
    { cwd: repository, env: { ...process.env, FFMPEG_PATH: ffmpegPath } },
  )

describe.skipIf(!streetFilm || !hasDefaultModel())('a recorded video', () => {
  let dir: string
  let film: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sightline-video-'))
    film = await asCamera(streetFilm!, join(dir, 'street.mp4'), 8)
    const mirror = process.env['SIGHTLINE_MODEL_MIRROR'] ?? join(repository, '../shared/models')
    await openTask('detector', 'yolox-nano', { dir: modelDir, origins: { mirror } })
  }, 120_000)
  afterAll(() => rm(dir, { recursive: true, force: true }))

  async function rulesFile(name: string, polygon: readonly object[], params = {}): Promise<string> {
    const path = join(dir, name)
    await writeFile(path, JSON.stringify([{ kind: 'illegal_parking', polygon, params }]))
    return path
  }

  it('gives the same trace byte for byte, by two processes, and however slowly it is read', async () => {
    const whole = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ]
    const rules = await rulesFile('whole.json', whole, { stillSeconds: 3, graceSeconds: 10 })
    const out = join(dir, 'once.ndjson')
    const { stderr } = await cli('--video', film, '--model-dir', modelDir, '--rules', rules, '--out', out)
    const once = await readFile(out, 'utf8')
    const model = await openTask('detector', 'yolox-nano', {
      dir: modelDir,
      origins: { mirror: undefined },
    })
    let again = ''
    const task = { file: film, model, ffmpegPath, startAt: 0, fps: 5, rulesFile: rules }
    for await (const line of replayVideo(task)) {
      again += line
      if (again.length % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 30))
    }
    expect(again === once).toBe(true)
    expect(stderr).toContain('40 帧 frames')
    const times = [...once.matchAll(/^\{"at":(\d+)/gm)].map(([, at]) => Number(at))
    expect(times).toEqual(Array.from({ length: 40 }, (_, i) => i * 200))
    expect(once.match(/"stage":"opened"/g)?.length).toBeGreaterThan(0)
  })

  it('is judged by every kind that the model serves where no rules are given, at the rate that is asked for', async () => {
    const { stdout } = await cli('--video', film, '--model-dir', modelDir, '--fps', '1')
    const [head, ...rows] = stdout.trimEnd().split('\n')
    expect(rows).toHaveLength(8)
    expect(head?.includes('"id":"illegal_parking"')).toBe(true)
    expect(head?.includes('kitchen_no_mask')).toBe(false)
  })

  it.each<[string, string[], string]>([
    ['a file that is no video', ['--video', 'package.json'], 'video_unreadable'],
    [
      'a file that is no video, in words',
      ['--video', 'package.json'],
      '视频不存在或无法读取 the video is not',
    ],
    ['a file that is not there', ['--video', 'none.mp4'], 'video_unreadable {"file":"none.mp4"'],
    [
      'rules that are no JSON',
      ['--video', 'none.mp4', '--rules', 'LICENSE'],
      'file_not_json {"file":"LICENSE"}',
    ],
    ['a dossier that is not there', ['none'], 'file_unreadable {"file":"none/manifest.json"'],

    ['a rate that is none', ['--video', 'none.mp4', '--fps', 'x'], 'option_malformed'],
    ['a time that is none', ['--video', 'none.mp4', '--start', 'soon'], 'option_malformed'],
    ['both a video and a dossier', ['--video', 'none.mp4', 'dossier'], ''],
  ])('refuses %s', async (...[, args, code]) => {
    await expect(cli(...args)).rejects.toMatchObject({
      code: 2,
      stdout: code === '' ? (expect.any(String) as string) : '',
      stderr: expect.stringContaining(code) as string,
    })
  })

  it('refuses a folder that holds another manifest, and leaves no half of what it was to write', async () => {
    await writeFile(join(dir, 'manifest.json'), '{"format":"other"}')
    await expect(cli(dir)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('dossier_malformed') as string,
    })
    const out = join(dir, 'trace.ndjson')
    await expect(cli('--video', 'package.json', '--out', out)).rejects.toMatchObject({ code: 2 })
    expect((await readdir(dir)).filter((name) => name.startsWith('trace'))).toEqual([])
    await expect(cli('--video', film, '--out', join(dir, 'none', 'x'))).rejects.toMatchObject({
      stderr: expect.stringContaining('option_malformed') as string,
    })
  })

  it.each([
    ['a polygon without corners', [], {}, 'polygon'],
    [
      'a parameter that there is not',
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ],
      { still: 1 },
      'unknown_param',
    ],
  ])('refuses rules with %s, and names it', async (...[, polygon, params, what]) => {
    const rules = await rulesFile('bad.json', polygon, params)
    await expect(cli('--video', film, '--model-dir', modelDir, '--rules', rules)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(new RegExp(`rules_malformed[^]*${what}`)) as string,
    })
  })
})
