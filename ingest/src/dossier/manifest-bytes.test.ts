import fc from 'fast-check'
import { expect, it } from 'vitest'
import { manifestSchema, type Manifest } from '@sightline/api/contract/dossier'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { toManifestBytes } from './manifest-bytes.ts'
import { sampleRecord } from './test/sample-record.ts'
import { toManifest } from './to-manifest.ts'

const hash = 'a'.repeat(64)
const fragment = (at: number) => ({ at, arrivedAt: at + 1, bytes: 1000, isKey: at % 50 === 0, sha256: hash })
const segment = (name: string, fragments: number): Manifest['exhibits'][number] => ({
  ...{ name, role: 'segment', stage: 'confirmed', at: 0, of: null, mime: 'video/mp4', bytes: 5 },
  ...{ sha256: hash, sm3: hash, initSha256: hash },
  fragments: Array.from({ length: fragments }, (_, at) => fragment(at)),
})
const { fragments: _, ...still } = segment('confirmed/wide.jpg', 0)

const manifest = (exhibits: Manifest['exhibits']): Manifest =>
  toManifest({
    ...{ record: sampleRecord(), stage: 'confirmed', exhibits, hasGap: false, sealedAt: 1 },
    chain: { keyId: 'k', sequence: 0, previous: null },
    software: { sightline: '0', ffmpeg: '5' },
  })

it.each<[string, Manifest]>([
  ['of 750 fragments', manifest([segment('a/a.mp4', 375), segment('b/b.mp4', 375), still])],
  ['without fragments', manifest([still])],
  ['with what no schema knows', { ...manifest([still]), more: 1, standing: 'clue' } as Manifest],
])('is, made in pieces, what it is when made at once: %s', async (_name, made) => {
  const bytes = await toManifestBytes(made)
  expect(Buffer.from(bytes).toString()).toBe(
    Buffer.from(canonicalBytes(manifestSchema.parse(made))).toString(),
  )
})

it('is that for every text and number, and refuses the same ones', async () => {
  const text = fc.string({ unit: 'binary' })
  const params = fc.dictionary(text, fc.oneof(fc.double(), fc.boolean()))
  await fc.assert(
    fc.asyncProperty(params, text, async (chosen, name) => {
      const plain = manifest([still])
      const made = { ...plain, rule: { ...plain.rule, params: chosen }, source: { ...plain.source, name } }
      const atOnce = async () => canonicalBytes(manifestSchema.parse(made))
      const hex = async (bytes: Promise<Uint8Array>) =>
        Buffer.from(await bytes.catch(() => Buffer.from('refused'))).toString('hex')
      expect(await hex(toManifestBytes(made))).toBe(await hex(atOnce()))
    }),
  )
})

it.each<[string, Manifest]>([
  ['no exhibit', manifest([])],
  ['a fragment without bytes', manifest([{ ...still, fragments: [{ ...fragment(1), bytes: 0 }] }])],
  ['an exhibit without a name', manifest([{ ...still, name: '' }])],
  ['no chain', { ...manifest([still]), chain: undefined as unknown as Manifest['chain'] }],
])('refuses %s', async (_name, broken) => {
  await expect(toManifestBytes(broken)).rejects.toThrow()
})
