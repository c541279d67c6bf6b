import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest, Source } from './manifest.ts'
import { yoloxNano } from './manifests/yolox-nano.ts'
import { openModel } from './open.ts'
import { pullModel } from './pull.ts'
import type { Progress } from './pull.ts'
import { smallModel, withWeightsOutside } from './test/small-model.ts'
import { verifyModel } from './verify.ts'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) & 255))
const sha256 = createHash('sha256').update(content).digest('hex')

let server: Server
let base: string
let dir: string
const asked: string[] = []
type Answer = (request: IncomingMessage, response: ServerResponse) => void
const answers = new Map<string, Answer>()

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? 'whole'}`)
    const answer = answers.get(request.url ?? '')
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'models-'))))
afterEach(async () => {
  answers.clear()
  asked.length = 0
  await rm(dir, { recursive: true })
})

const modelFrom = (sources: Source[]): Manifest => ({
  ...yoloxNano,
  name: 'test',
  files: [{ name: 'net.onnx', sha256, bytes: content.length, sources }],
})
const from = (path: string): Source => ({ kind: 'url', url: `${base}${path}` })
const pull = (
  manifest: Manifest,
  more: { mirror?: string; onProgress?: (progress: Progress) => void } = {},
) =>
  pullModel({
    manifest,
    dir,
    origins: { mirror: more.mirror, isPublic: true },
    onProgress: more.onProgress ?? (() => undefined),
  })
const inFolder = () => readdir(join(dir, 'test'))
const pulledBytes = () => readFile(join(dir, 'test', 'net.onnx'))

/** Serves the content, from where it is asked. */
const ranged: Answer = (request, response) => {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const headers = { 'content-length': content.length - start }
  if (start === 0) response.writeHead(200, headers)
  else
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
    })
  response.end(content.subarray(start))
}
/** Breaks the line after 100 000 bytes. */
const breaking: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': content.length })
  response.write(content.subarray(0, 100_000), () => setImmediate(() => response.destroy()))
}

describe('pullModel', () => {
  it('takes the mirror first, by hash whatever the name, and asks nobody else', async () => {
    const mirror = join(dir, 'mirror')
    await mkdir(join(mirror, 'deep'), { recursive: true })
    await writeFile(join(mirror, 'net.onnx'), Buffer.alloc(content.length))
    await writeFile(join(mirror, 'deep', 'other-name.bin'), content)
    expect(await pull(modelFrom([from('/a')]), { mirror })).toMatchObject([{ from: `mirror ${mirror}` }])
    expect(await pulledBytes()).toEqual(content)
    expect(asked).toEqual([])
  })

  it('tells how far it is', async () => {
    answers.set('/a', ranged)
    const told: Progress[] = []
    await pull(modelFrom([from('/a')]), { onProgress: (progress) => told.push(progress) })
    expect(told.at(-1)).toMatchObject({ file: 'net.onnx', received: content.length, total: content.length })
  })

  it('continues a transfer that broke off', async () => {
    answers.set('/a', (request, response) => (asked.length === 1 ? breaking : ranged)(request, response))
    await pull(modelFrom([from('/a')]))
    expect(await pulledBytes()).toEqual(content)
    expect(asked[0]).toBe('/a whole')
    expect(asked[1]).toMatch(/^\/a bytes=[1-9]/)
    expect(await inFolder()).toEqual(['net.onnx'])
  })

  it('continues what an earlier run left', async () => {
    answers.set('/a', ranged)
    await mkdir(join(dir, 'test'))
    await writeFile(join(dir, 'test', 'net.onnx.part'), content.subarray(0, 1000))
    await pull(modelFrom([from('/a')]))
    expect(asked).toEqual(['/a bytes=1000-'])
    expect(await pulledBytes()).toEqual(content)
  })

  it.each<[string, Answer]>([
    ['ignores ranges', (_, response) => response.end(content)],
    [
      'refuses the range',
      (request, response) => (request.headers.range ? response.writeHead(416).end() : response.end(content)),
    ],
  ])('starts over where the server %s', async (_, answer) => {
    answers.set('/a', answer)
    await mkdir(join(dir, 'test'))
    await writeFile(join(dir, 'test', 'net.onnx.part'), Buffer.alloc(5000))
    await pull(modelFrom([from('/a')]))
    expect(await pulledBytes()).toEqual(content)
  })

  it('believes no bytes with another hash, and goes on to the next source', async () => {
    answers.set('/bad', (_, response) => response.end(Buffer.alloc(content.length)))
    answers.set('/good', ranged)
    expect(await pull(modelFrom([from('/bad'), from('/good')]))).toMatchObject([{ from: `${base}/good` }])
    expect(await pulledBytes()).toEqual(content)
  })

  it('leaves nothing behind under its name when every source lies', async () => {
    answers.set('/bad', (_, response) => response.end('not a model'))
    await expect(pull(modelFrom([from('/bad')]))).rejects.toMatchObject({
      code: 'sha256_mismatch',
      facts: { expected: sha256 },
    })
    expect(await inFolder()).toEqual([])
  })

  it('says of every source why it failed', async () => {
    const closed: Source = { kind: 'url', url: 'http://127.0.0.1:9/net.onnx' }
    await expect(pull(modelFrom([from('/gone'), closed]), { mirror: '/no/such/mirror' })).rejects.toThrow(
      /model_unreachable.*mirror .*ENOENT.*\/gone: HTTP 404.*127\.0\.0\.1:9.*fetch failed/,
    )
  })

  it('asks for nothing that is whole, and replaces what is corrupt', async () => {
    answers.set('/a', ranged)
    const manifest = modelFrom([from('/a')])
    await pull(manifest)
    expect(await pull(manifest)).toMatchObject([{ from: 'present' }])
    expect(asked).toHaveLength(1)
    await writeFile(join(dir, 'test', 'net.onnx'), content.subarray(1))
    expect(await verifyModel(manifest, dir)).toMatchObject([{ kind: 'corrupt' }])
    await pull(manifest)
    expect(await verifyModel(manifest, dir)).toMatchObject([{ kind: 'whole' }])
  })

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, and asks no further source', async () => {
    answers.set('/a', ranged)
    await mkdir(join(dir, 'test'))
    await symlink('/dev/full', join(dir, 'test', 'net.onnx.part'))
    await expect(pull(modelFrom([from('/a'), from('/b')]))).rejects.toMatchObject({ code: 'disk_full' })
    expect(asked).toHaveLength(1)
  })

  it('asks no public address where nobody asked it to', async () => {
    answers.set('/a', ranged)
    const manifest = modelFrom([from('/a')])
    const pulling = pullModel({ manifest, dir, origins: {}, onProgress: () => undefined })
    await expect(pulling).rejects.toMatchObject({ code: 'model_unreachable', facts: { tried: 'nothing' } })
    expect(asked).toEqual([])
  })

  it('says that the folder cannot be written', async () => {
    answers.set('/a', ranged)
    await writeFile(join(dir, 'test'), 'a file where the folder belongs')
    await expect(pull(modelFrom([from('/a')]))).rejects.toMatchObject({ code: 'folder_not_writable' })
  })
})

describe('openModel', () => {
  it('refuses a corrupt file by name and hash, and leaves it for the person to see', async () => {
    const path = join(dir, 'yolox-nano', 'yolox_nano.onnx')
    await mkdir(join(dir, 'yolox-nano'))
    await writeFile(path, 'damaged')
    const opening = openModel({ name: 'yolox-nano', dir, origins: {} })
    await expect(opening).rejects.toMatchObject({
      code: 'sha256_mismatch',
      facts: { file: path, expected: yoloxNano.files[0]!.sha256 },
    })
    expect(await readFile(path, 'utf8')).toBe('damaged')
  })
})

it('takes no model whose weights lie in another file, and leaves nothing of it', async () => {
  const outside = withWeightsOutside(smallModel([{ name: 'o', dims: [1], values: [0] }]))
  const file = {
    name: 'net.onnx',
    sha256: createHash('sha256').update(outside).digest('hex'),
    bytes: outside.length,
    sources: [from('/outside')],
  }
  answers.set('/outside', (_, response) => response.end(outside))
  const manifest: Manifest = {
    ...yoloxNano,
    name: 'test',
    files: [file],
    prepare: { kind: 'onnx', file: file.name },
  }
  await expect(pull(manifest)).rejects.toMatchObject({ code: 'external_data' })
  expect(await inFolder()).toEqual([])
})
