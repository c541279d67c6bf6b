import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clueReasons } from '../../law/standing.ts'
import { openFolderObjects } from '@sightline/infra/platform/objects-folder'
import { createSealer, type DossierOptions, type ManifestDraft } from '../test/dossier-fixture.ts'
import { verifiedManifest } from './verified-manifest.ts'

const openedAt = Date.parse('2026-11-20T12:00:00+08:00')
const minute = 60_000
const receivedAt = openedAt + 10 * minute

let dir = ''
let sealer: Awaited<ReturnType<typeof createSealer>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sightline-check-'))
  const now = () => receivedAt
  sealer = await createSealer(
    await openFolderObjects(join(dir, 'objects'), { now, monotonic: now }),
    join(dir, 'keys'),
  )
})
afterAll(() => rm(dir, { recursive: true }))

type Change = (draft: ManifestDraft) => ManifestDraft
async function check(change: Change, more: Partial<DossierOptions> = {}) {
  const sealed = await sealer.seal({ sourceId: 'one', openedAt, adjust: change, ...more })
  const { exhibits } = JSON.parse(sealed.manifest) as ManifestDraft
  const names = exhibits.map(({ name }) => name)
  return verifiedManifest(
    { ...sealed, objects: sealed.objects.filter(({ name }) => names.includes(name)) },
    receivedAt,
  )
}
const without =
  (role: string): Change =>
  (draft) => ({ ...draft, exhibits: draft.exhibits.filter((one) => one.role !== role) })
const clue =
  (change: Change, reasons: ManifestDraft['clueReasons']): Change =>
  (draft) => ({ ...change(draft), standing: 'clue', clueReasons: reasons })
const finding =
  (more: Partial<ManifestDraft['finding']>): Change =>
  (draft) => ({ ...draft, finding: { ...draft.finding, ...more } })

const sureOf: [string, Change, string][] = [
  ['a clock an hour off', (m) => ({ ...m, clock: { ...m.clock, offsetMs: 3_600_000 } }), 'clock_offset'],
  [
    'a limit of its own',
    (m) => ({ ...m, clock: { ...m.clock, offsetMs: 5000, limitMs: 9000 } }),
    'clock_offset',
  ],
  ['times of arrival', (m) => ({ ...m, clock: { ...m.clock, source: 'server-arrival' } }), 'clock_unproven'],
  ['a clock never compared', (m) => ({ ...m, clock: { ...m.clock, offsetMs: null } }), 'clock_unproven'],
  [
    'a small picture',
    (m) => ({ ...m, source: { ...m.source, video: { codec: 'h264', width: 640, height: 360, fps: 5 } } }),
    'below_resolution',
  ],
  [
    'a rule for clues',
    (m) => ({ ...m, rule: { ...m.rule, params: { clueOnly: true } } }),
    'rule_is_clue_only',
  ],
  ['a doubtful place', finding({ flags: ['boundary_doubtful'] }), 'boundary_doubtful'],
  ['one who may be another', finding({ flags: ['identity_doubtful'] }), 'identity_doubtful'],
  ['no recording', without('segment'), 'no_video'],
  [
    'a source under review',
    (m) => ({ ...m, source: { ...m.source, approval: { ...m.source.approval, state: 'draft' } } }),
    'source_not_in_use',
  ],
]

describe('the standing that a manifest claims', () => {
  it.each(sureOf)('is refused as evidence with %s', async (_name, change, reason) => {
    await expect(check(change)).rejects.toMatchObject({
      code: 'dossier_invalid',
      facts: { problem: 'standing_contradicts', clueReasons: [reason] },
    })
  })

  it.each(sureOf)('is a clue with %s', async (...[, change]) => {
    expect(await check(clue(change, ['gap_in_segment']))).toMatchObject({ standing: 'clue' })
  })

  it.each(clueReasons)('is not evidence with the reason %s', async (reason) => {
    await expect(check((m) => ({ ...m, clueReasons: [reason] }))).rejects.toMatchObject({
      facts: { problem: 'standing_contradicts' },
    })
  })

  it('is no clue without a reason', async () => {
    await expect(check((m) => ({ ...m, standing: 'clue' }))).rejects.toMatchObject({
      facts: { problem: 'standing_contradicts' },
    })
  })

  it('needs a picture, of a stage that is whole and of a supplement', async () => {
    await expect(check(without('still'))).rejects.toMatchObject({ facts: { problem: 'picture_missing' } })
    const link = { part: 'supplement', first: 'a'.repeat(64) } as const
    await expect(check(without('still'), { link })).rejects.toMatchObject({
      facts: { problem: 'picture_missing' },
    })
    expect(await check((same) => same, { link })).toMatchObject({ standing: 'evidence' })
  })

  it('asks no first part for its recording', async () => {
    const link = { part: 'first' } as const
    expect(await check(without('still'), { link })).toMatchObject({ standing: 'evidence' })
  })
})

it.each<[string, Change]>([
  ['sealed in 1970', (m) => ({ ...m, sealedAt: 1 })],
  ['opened before 2020', finding({ openedAt: Date.parse('2019-12-31T23:59:59Z') })],
  ['before it was opened', finding({ at: openedAt - 1 })],
  ['sealed before it happened', (m) => ({ ...m, sealedAt: m.finding.at - 1001 })],
  ['in 2099', finding({ at: Date.parse('2099-01-01T00:00:00Z') })],
  ['sealed more than five minutes from now', (m) => ({ ...m, sealedAt: receivedAt + 5 * minute + 1 })],
  [
    'with a picture of tomorrow',
    (m) => ({ ...m, exhibits: m.exhibits.map((one) => ({ ...one, at: openedAt + 1440 * minute })) }),
  ],
])('is refused when it says it was %s', async (_name, change) => {
  await expect(check(change)).rejects.toMatchObject({ facts: { problem: 'times_contradict' } })
})

it.each<[string, Change]>([
  ['a camera a second ahead', (m) => ({ ...m, sealedAt: m.finding.at - 1000 })],
  ['a worker five minutes ahead', (m) => ({ ...m, sealedAt: receivedAt + 5 * minute })],
])('is taken of %s', async (_name, change) => {
  expect(await check(change)).toMatchObject({ stage: 'confirmed' })
})
