import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer } from '../../platform/test/test-servers.ts'
import { hasDefaultModel, hasPlateReader, withoutModel } from '../servers/weights.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { checkStore } from '../stack/check-store.ts'
import {
  caseOf,
  confirm,
  firstAlert,
  inspectOnSite,
  passOn,
  recordingsOf,
  takeOriginals,
} from '../stack/journey.ts'
import { giveLoudspeaker, speechEnv, tryLoudspeaker } from '../stack/loudspeakers.ts'
import { registerInUse } from '../stack/seed.ts'
import { verifyPackage } from '../stack/smoke.ts'
import { compositions } from '../stack/stack.ts'
import { openOffice, type Office } from './bench-stack.ts'

const canRun = {
  embedded: () => true,
  production: () => testServer('redis') !== null && testServer('s3') !== null,
}

/** The embedded one goes the same way in `infra/start/start.e2e.test.ts`, by requests, and in `journey.e2e.test.ts`, by a browser. */
const ways = compositions.filter((composition) => composition !== 'embedded')

describe.each(ways)('the whole way, %s', (composition) => {
  let cameras: Cameras
  let office: Office
  const dir = mkdtempSync(join(tmpdir(), 'sightline-way-'))

  beforeAll(async () => {
    if (!canRun[composition]()) return
    cameras = await startCameras({ scenes: ['pavement'] })
    office = await openOffice(composition, { env: speechEnv(process.env) })
  })
  afterAll(async () => {
    await office?.close()
    await cameras?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  it('brings a parked car to a case whose package verifies offline', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    if (!canRun[composition]()) context.skip('Redis or S3 is missing')
    const [overview] = cameras.list
    if (!overview) throw new Error('no camera')
    const { id } = await registerInUse(office.registrars, overview)
    // While the car has not stood for long yet: what is said at the camera comes out of it, all of it.
    await giveLoudspeaker(office.admin, id)
    const tried = await tryLoudspeaker(office.admin, id)
    expect(tried).toMatchObject({ state: 'delivered', proof: { how: 'rtsp', status: 200 } })
    const [heard] = await cameras.played(overview.name)
    const samples = Buffer.from(heard?.samplesBase64 ?? '', 'base64').length / 2
    expect([heard?.lost, samples]).toEqual([0, (tried?.proof?.lengthMs ?? 0) * 8])
    const alert = await firstAlert(office.operator, { timeoutMs: 180_000 })
    expect(alert.kind).toBe('illegal_parking')
    await passOn(office.operator, alert)
    const plate = cameras.plateOf(overview.name) ?? ''
    await inspectOnSite(office.officers[0], alert.id, '到场查看，车辆仍在人行道上')
    for (const officer of office.officers) await confirm(officer, alert.id, plate)
    const filed = await caseOf(office.officers[0], alert.id)
    expect(filed.number).toMatch(/^20\d\d-\d{6}$/)
    // Asked before the standing: what made it a clue is then said by name.
    const { manifests } = await recordingsOf(office.operator, alert.id)
    const said = manifests.flatMap(({ stage, clueReasons }) =>
      clueReasons.map((reason) => `${stage}: ${reason}`),
    )
    // Where the reader of plates is still on its way nobody read one: not measured is no pass.
    const allowed = hasPlateReader() ? [[]] : [[], ['confirmed: not_measured']]
    expect(allowed).toContainEqual(said)
    expect(filed.standing).toBe(said.length === 0 ? 'evidence' : 'clue')
    const file = join(dir, `${composition}.zip`)
    const [taker] = office.officers
    writeFileSync(file, await takeOriginals({ taker, granter: office.head }, filed.id))
    expect(await verifyPackage(file, office.stack.env)).toMatchObject({ code: 0 })
    expect(await checkStore(office.stack.env)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/SOUND/) as string,
    })
  })
})
