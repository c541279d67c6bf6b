import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import yazl from 'yazl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '@sightline/infra/platform/hash'
import { openSigner } from '@sightline/infra/platform/sign'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { fileOneCase } from '../test/filed-case.ts'
import { canonical, readZip, runVerify, verifyMembers, verifyPackage } from './verify-package.mjs'

async function zipOf(members: Iterable<readonly [string, Buffer]>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, bytes] of members) zip.addBuffer(bytes, name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Some byte of a copy, other than it was. */
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

describe.skipIf(!testServer)('a package that was touched', () => {
  let api: TestApi
  let file: Buffer
  let members: Map<string, Buffer>
  let names: string[]

  beforeAll(async () => {
    api = await startTestApi()
    file = (await fileOneCase(api)).zip
    members = readZip(file).members
    names = [...members.keys()]
  })
  afterAll(() => api?.close())

  it('is intact before anyone touches it, also packed anew', async () => {
    expect(verifyPackage(file).problems).toEqual([])
    expect(verifyPackage(await zipOf(members)).problems).toEqual([])
    expect(names).toEqual(
      expect.arrayContaining(['index.json', 'index.sig', 'audit.json', 'dossiers/closed/manifest.json']),
    )
    expect(names.length).toBeGreaterThanOrEqual(19)
  })

  it('names the member, whichever member and wherever in it the byte was changed', () => {
    for (const name of names) {
      const bytes = members.get(name)!
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const report = verifyMembers(new Map(members).set(name, flipped(bytes, at)))
        expect([name, at, report.status, report.problems[0]?.member]).toEqual([name, at, 'altered', name])
      }
    }
  })

  it('names the member whose byte was changed in the zip itself', () => {
    for (const name of names) {
      const at = file.indexOf(Buffer.from(name)) + Buffer.byteLength(name) + 2
      const report = verifyPackage(flipped(file, at))
      expect([name, report.status, report.problems[0]?.member]).toEqual([name, 'altered', name])
    }
  })

  it('names a member that is missing', async () => {
    for (const name of names) {
      const report = verifyPackage(await zipOf([...members].filter(([one]) => one !== name)))
      expect([name, report.status, report.problems[0]?.member]).toEqual([name, 'altered', name])
    }
  })

  it('names a member that came later', async () => {
    const report = verifyPackage(await zipOf([...members, ['dossiers/confirmed/more.jpg', Buffer.from('x')]]))
    expect(report).toMatchObject({
      status: 'altered',
      problems: [{ member: 'dossiers/confirmed/more.jpg' }, {}],
    })
  })

  it('names a member that is there twice, and members that changed places', async () => {
    const [a, b] = ['dossiers/confirmed/confirmed/wide.jpg', 'dossiers/closed/closed/wide.jpg']
    const twice = verifyPackage(await zipOf([...members, [a, members.get(b)!]]))
    expect(twice.problems[0]).toMatchObject({ member: a })
    const swapped = new Map(members).set(a, members.get(b)!).set(b, members.get(a)!)
    const found = verifyMembers(swapped).problems.map((problem) => problem.member)
    expect(new Set(found)).toEqual(new Set([a, b]))
  })

  it.each([
    ['cut in half', (zip: Buffer) => zip.subarray(0, zip.length / 2)],
    ['without its last byte', (zip: Buffer) => zip.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['no zip', () => Buffer.from('not a zip at all, but long enough to look for one')],
    ['with something behind it', (zip: Buffer) => Buffer.concat([zip, Buffer.from('!')])],
  ])('is unreadable %s', (_name, cut) => expect(verifyPackage(cut(file)).status).toBe('unreadable'))

  it('is not saved by signing it anew: the seal of the worker still tells', async () => {
    const forger = await openSigner(join(api.dir, 'forger'))
    const { createHash } = await import('node:crypto')
    const name = 'dossiers/confirmed/confirmed/wide.jpg'
    const forged = new Map(members).set(name, flipped(members.get(name)!, 100))
    const index = JSON.parse(members.get('index.json')!.toString()) as {
      members: { name: string; sha256: string }[]
    }
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    const listed = index.members.map((one) =>
      one.name === name ? { ...one, sha256: sha256(forged.get(name)!) } : one,
    )
    const { keyId, publicKeyPem } = forger
    const bytes = Buffer.from(canonical({ ...index, members: listed, keyId, publicKeyPem }))
    forged.set('index.json', bytes)
    forged.set('index.sig', Buffer.from(`sha256 ${sha256(bytes)}\nEd25519 ${forger.sign(bytes)}\n`))
    expect(verifyMembers(forged).problems).toEqual([
      { member: name, problem: 'its SHA-256 is not the sealed one' },
    ])
    const { publicKeyPem: trustedKeyPem } = api.world.signer
    expect(verifyMembers(forged, { trustedKeyPem }).problems[0]).toMatchObject({ member: 'index.json' })
  })

  /** Changed and packed anew under a key of one's own. */
  async function packedAnew(name: string, from: string, to: string) {
    const forger = await openSigner(join(api.dir, 'forger'))
    const forged = new Map(members).set(name, Buffer.from(members.get(name)!.toString().replaceAll(from, to)))
    const index = JSON.parse(members.get('index.json')!.toString()) as { members: { name: string }[] }
    const { bytes: size, sha256 } = hashBytes(forged.get(name)!)
    const listed = index.members.map((one) => (one.name === name ? { ...one, bytes: size, sha256 } : one))
    const { keyId, publicKeyPem } = forger
    const bytes = Buffer.from(canonical({ ...index, members: listed, keyId, publicKeyPem }))
    forged.set('index.json', bytes)
    return forged.set(
      'index.sig',
      Buffer.from(`sha256 ${hashBytes(bytes).sha256}\nEd25519 ${forger.sign(bytes)}\n`),
    )
  }

  it.each(['case.json', 'reviews.json'])('does not pass with another plate in %s', async (name) => {
    const forged = await packedAnew(name, '渝A12345', '渝A99999')
    expect(verifyMembers(forged).problems.map(({ member }) => member)).toContain(name)
  })

  it.each([
    ['sign.jpg', 'photograph', 'drawing'],
    ['profile.json', '"reason":null', '"reason":"-"'],
  ])('does not pass with another %s than the trail tells of', async (name, from, to) => {
    const { problems } = verifyMembers(await packedAnew(name, from, to))
    expect(problems).toEqual([{ member: name, problem: 'it is not what the trail tells of' }])
  })

  it.each(['--nope', '--keys', '-k'])('refuses the option %s, which is none', (option) => {
    const said: string[] = []
    expect(runVerify(['case.zip', option, 'key.pem'], (text) => void said.push(text))).toBe(2)
    expect(said.join()).toContain(option)
  })

  it('gives the exit codes 0 to 3: nothing is called intact that was not compared with a trusted key', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sightline-verify-'))
    const run = (bytes: Buffer, ...args: string[]) => {
      writeFileSync(join(dir, 'case.zip'), bytes)
      try {
        const verifier = join(import.meta.dirname, 'verify-package.mjs')
        return {
          code: 0,
          out: execFileSync(process.execPath, [verifier, join(dir, 'case.zip'), ...args], {
            encoding: 'utf8',
          }),
        }
      } catch (error) {
        const { status, stdout } = error as { status: number; stdout: string }
        return { code: status, out: stdout }
      }
    }
    writeFileSync(join(dir, 'key.pem'), api.world.signer.publicKeyPem)
    const key = ['--key', join(dir, 'key.pem')]
    expect(run(file, ...key)).toMatchObject({
      code: 0,
      out: expect.stringContaining('与所给公钥一致') as string,
    })
    expect(run(file)).toMatchObject({ code: 3, out: expect.not.stringContaining('INTACT') as string })
    expect(JSON.parse(run(file, '--json').out)).toMatchObject({ status: 'signer_unknown' })
    expect(JSON.parse(run(file, ...key, '--json').out)).toMatchObject({ status: 'intact' })
    const touched = flipped(file, file.indexOf('wide.jpg') + 20)
    expect(run(touched)).toMatchObject({ code: 1, out: expect.stringContaining('首个改动') as string })
    expect(run(file.subarray(0, 100)).code).toBe(2)
    expect(run(file, '--key', join(dir, 'absent.pem')).code).toBe(2)
    rmSync(dir, { recursive: true })
  })
})
