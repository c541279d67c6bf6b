import { join } from 'node:path'
import { publicKeyFingerprint } from '@sightline/infra/platform/sign'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type As, type TestApi } from '../test/api.ts'
import { createSealer } from '../test/dossier-fixture.ts'
import { createSteps, type Steps } from '../test/filed-case.ts'
import { testServer } from '../test/database.ts'
import { callAsWorker, newWorkerKey } from '../test/worker-call.ts'
import { enrolNamed, revokeKey, trustKey } from './decide-key.ts'
import { listKeys } from './list-keys.ts'
import { runKeys } from './run-keys.ts'

describe.skipIf(!testServer)('the key of a worker', () => {
  let api: TestApi
  let steps: Steps
  let stranger: Awaited<ReturnType<typeof createSealer>>
  let [operator, officer]: As[] = []
  beforeAll(async () => {
    api = await startTestApi()
    steps = await createSteps(api)
    stranger = await createSealer(api.world.objects, join(api.dir, 'stranger'))
    operator = await api.as('operator')
    officer = await api.as('officer', 'ann')
  })
  afterAll(() => api?.close())

  const decided = () => ({ keyId: stranger.signer.keyId, because: 'fingerprint compared', actor: 'system' })
  /** Sealed by the stranger, taken in, passed on; answers its alert. */
  async function passedOnOf(findingId: string, openedAt: number): Promise<string> {
    await steps.intake(await stranger.seal({ sourceId: steps.sourceId, findingId, openedAt }))
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
    await steps.act(operator!, id, { action: 'claim' })
    await steps.openAll(operator!, id)
    await steps.act(operator!, id, { action: 'pass_on' })
    await steps.openAll(officer!, id)
    return id
  }
  const standingOf = async (id: string) => {
    const { alert, manifests } = await steps.detail(officer!, id)
    return [alert.standing, manifests[0]?.standing, manifests[0]?.clueReasons]
  }

  it('that nobody decided about gives clues only, which nobody can confirm, until a person trusts it', async () => {
    const id = await passedOnOf('waiting', 1_700_100_000_000)
    expect(await standingOf(id)).toEqual(['clue', 'clue', ['key_waiting']])
    const refused = await steps.review(officer!, id)
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'ev_key_untrusted' }])
    expect(await trustKey(api.world, decided())).toBe(true)
    expect(await trustKey(api.world, decided())).toBe(false)
    expect(await standingOf(id)).toEqual(['evidence', 'evidence', []])
    expect((await steps.review(officer!, id)).statusCode).toBe(200)
  })

  it('counts no more from its revocation on; what was received before stands', async () => {
    api.clock.at += 1_000
    const before = await passedOnOf('before', 1_700_200_000_000)
    api.clock.at += 1_000
    const from = api.clock.at
    const meanwhile = await passedOnOf('meanwhile', 1_700_300_000_000)
    api.clock.at += 60_000
    expect(await revokeKey(api.world, { ...decided(), from })).toBe(true)
    const after = await passedOnOf('after', 1_700_400_000_000)
    expect(await standingOf(before)).toEqual(['evidence', 'evidence', []])
    for (const id of [meanwhile, after]) {
      expect(await standingOf(id)).toEqual(['clue', 'clue', ['key_revoked']])
      expect((await steps.review(officer!, id)).json()).toMatchObject({ code: 'ev_key_untrusted' })
    }
  })

  it('stays revoked, whoever and whatever names it again; both decisions are in the trail', async () => {
    await expect(trustKey(api.world, decided())).rejects.toMatchObject({ code: 'key_revoked' })
    expect(await enrolNamed(api.world, [stranger.signer.keyId])).toEqual([])
    expect(await revokeKey(api.world, decided())).toBe(false)
    const subject = `key/${stranger.signer.keyId}`
    const trail = await api.world.db.auditEntry.findMany({ where: { subject }, orderBy: { sequence: 'asc' } })
    expect(trail.map(({ action }) => action)).toEqual(['key.trusted', 'key.revoked'])
  })

  it('stays a clue for what else speaks against it', async () => {
    const other = await createSealer(api.world.objects, join(api.dir, 'other'))
    const adjust = (draft: object) => ({ ...draft, standing: 'clue', clueReasons: ['gap_in_segment'] })
    const sealing = { sourceId: steps.sourceId, findingId: 'gap', openedAt: 1_700_500_000_000 }
    await steps.intake(
      await other.seal({ ...sealing, adjust: (draft) => ({ ...draft, ...adjust(draft) }) as typeof draft }),
    )
    await trustKey(api.world, { ...decided(), keyId: other.signer.keyId })
    const { id } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId: 'gap' } })
    expect(await standingOf(id)).toEqual(['clue', 'clue', ['gap_in_segment']])
  })

  it('can be compared before its first evidence: it is known from its first call', async () => {
    const key = newWorkerKey()
    const call = { workerId: 'newcomer', capacity: 0, model: null, states: [], models: [] }
    expect((await callAsWorker(api.app, call, key)).statusCode).toBe(200)
    const fingerprint = publicKeyFingerprint(key.publicKeyPem)
    const [first] = await listKeys(api.world)
    expect(first).toMatchObject({ fingerprint, state: 'waiting', dossiers: 0 })
  })

  it('is listed, trusted and revoked at the machine, with its fingerprint', async () => {
    const next = await createSealer(api.world.objects, join(api.dir, 'next'))
    const { keyId } = next.signer
    const sealing = { sourceId: steps.sourceId, findingId: 'next', openedAt: 1_700_600_000_000 }
    await steps.intake(await next.seal(sealing))
    const keys = async (...args: string[]) => {
      const lines: string[] = []
      const say = (line: string) => void lines.push(line)
      const code = await runKeys(args, { env: { DATABASE_URL: api.databaseUrl }, say, warn: say })
      return { code, told: lines.join('\n') }
    }
    const listed = await keys('list')
    expect(listed.told).toMatch(new RegExp(`^${keyId}  待认可 waiting .*\n +SHA-256 ${keyId.slice(0, 4)} `))
    expect((await keys('trust', keyId, '--because', '现场核对')).code).toBe(0)
    expect((await keys('trust', keyId)).code).toBe(1)
    expect((await keys('revoke', keyId, '--because', '设备丢失')).code).toBe(0)
    expect(await keys('trust', keyId)).toMatchObject({
      code: 2,
      told: expect.stringContaining('key_revoked') as string,
    })
    expect((await keys('trust', 'nonsense')).code).toBe(2)
  })
})
