import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import { openSigner } from '@sightline/infra/platform/sign'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { isRefused } from './receive-dossier.ts'

describe.skipIf(!testServer)('taking in a dossier', () => {
  let api: TestApi
  let steps: Steps
  let sound: DossierSubmitted
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    sound = await steps.sealer.seal({ sourceId: steps.sourceId, findingId: 'sound' })
  })
  afterAll(() => api?.close())

  const counts = async () => {
    const { db } = api.world
    return {
      alerts: await db.alert.count(),
      dossiers: await db.dossier.count(),
      exhibits: await db.exhibit.count(),
    }
  }
  /** Changed and signed again by the same worker: only what it says is wrong. */
  const resigned = (change: (manifest: Record<string, unknown>) => object): DossierSubmitted => {
    const manifest = canonicalJson(change(JSON.parse(sound.manifest) as Record<string, unknown>))
    return { ...sound, manifest, signature: steps.sealer.signer.sign(Buffer.from(manifest)) }
  }

  const rows: [string, () => DossierSubmitted, string][] = [
    ['no JSON', () => ({ ...sound, manifest: '{' }), 'manifest_not_json'],
    ['not canonical', () => ({ ...sound, manifest: `${sound.manifest} ` }), 'manifest_not_canonical'],
    ['a field missing', () => resigned(({ zone: _zone, ...rest }) => rest), 'manifest_schema'],
    [
      'another finding',
      () => ({ ...sound, findingId: 'other' as DossierSubmitted['findingId'] }),
      'manifest_of_another',
    ],
    [
      'a changed word',
      () => ({ ...sound, manifest: sound.manifest.replace('人行道', '机动车道') }),
      'signature',
    ],
    ['an exhibit not stored', () => ({ ...sound, objects: sound.objects.slice(1) }), 'exhibit_not_stored'],
    [
      'another hash than sealed',
      () => ({ ...sound, objects: sound.objects.map((one) => ({ ...one, sha256: 'a'.repeat(64) })) }),
      'exhibit_differs',
    ],
    [
      'an object more',
      () => resigned((m) => ({ ...m, exhibits: (m['exhibits'] as object[]).slice(1) })),
      'object_not_listed',
    ],
    [
      'evidence with reasons against it',
      () => resigned((m) => ({ ...m, clueReasons: ['clock_offset'] })),
      'standing_contradicts',
    ],
    [
      'a source nobody registered',
      () => resigned((m) => ({ ...m, source: { ...(m['source'] as object), id: 'ghost' } })),
      'source_unknown',
    ],
  ]
  it.each(rows)('refuses %s, records it once and leaves nothing behind', async (...[, make, problem]) => {
    const before = await counts()
    const submitted = make()
    for (let i = 0; i < 2; i += 1) {
      await expect(steps.intake(submitted)).rejects.toMatchObject({
        code: 'dossier_invalid',
        facts: { problem },
      })
    }
    expect(await counts()).toEqual(before)
    const refused = await api.world.db.auditEntry.findMany({ where: { action: 'dossier.refused' } })
    expect(refused.filter((row) => JSON.stringify(row.facts).includes(`"${problem}"`))).toHaveLength(1)
  })

  it('refuses a signature by another key', async () => {
    const forger = await openSigner(`${api.dir}/forger`)
    const { publicKeyPem } = forger
    const forged = { ...sound, publicKeyPem, signature: forger.sign(Buffer.from(sound.manifest)) }
    await expect(steps.intake(forged)).rejects.toMatchObject({ facts: { problem: 'key_id_differs' } })
  })

  it.each<[string, () => DossierSubmitted]>([
    ['public_key_invalid', () => ({ ...sound, publicKeyPem: 'no key' })],
    [
      'object_not_found',
      () => ({ ...sound, objects: sound.objects.map((one) => ({ ...one, key: `gone/${one.name}` })) }),
    ],
  ])('records %s once and asks for no second try', async (code, make) => {
    const submitted = make()
    for (let i = 0; i < 2; i += 1) {
      const error: unknown = await steps.intake(submitted).catch((thrown: unknown) => thrown)
      expect([error, isRefused(error)]).toEqual([expect.objectContaining({ code }), true])
    }
    const refused = await api.world.db.auditEntry.findMany({ where: { action: 'dossier.refused' } })
    expect(refused.filter((row) => JSON.stringify(row.facts).includes(`"${code}"`))).toHaveLength(1)
  })

  it('is taken in once, also when it comes five times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => steps.intake(sound)))
    expect(outcomes.toSorted()).toEqual(['known', 'known', 'known', 'known', 'stored'])
    expect(await counts()).toEqual({ alerts: 1, dossiers: 1, exhibits: 6 })
    await expect(
      steps.intake(resigned((m) => ({ ...m, sealedAt: (m['sealedAt'] as number) + 1 }))),
    ).rejects.toMatchObject({
      facts: { problem: 'other_content_under_same_id' },
    })
  })

  it('lets a closed stage wait for its confirmed one, and says how the chain hangs', async () => {
    const { sealer, sourceId } = steps
    const confirmed = await sealer.seal({ sourceId, findingId: 'late' })
    const closed = await sealer.seal({ sourceId, findingId: 'late', stage: 'closed' })
    await expect(steps.intake(closed)).rejects.toMatchObject({ code: 'dossier_waits_for_confirmed' })
    expect(await steps.intake(confirmed)).toBe('stored')
    expect(await steps.intake(closed)).toBe('stored')
    const dossiers = await api.world.db.dossier.findMany({ orderBy: { sequence: 'asc' } })
    expect(dossiers.map((dossier) => dossier.chainLink)).toEqual(['first', 'linked', 'linked'])
    const alert = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: 'late' } })
    expect(alert).toMatchObject({ closeReason: 'left', status: 'new' })
  })

  it('keeps a clue a clue', async () => {
    const alertId = await steps.alertOf({
      findingId: 'clue',
      adjust: (manifest) => ({ ...manifest, standing: 'clue', clueReasons: ['clock_offset'] }),
    })
    expect(await api.world.db.alert.findUniqueOrThrow({ where: { id: alertId } })).toMatchObject({
      standing: 'clue',
    })
  })
})
