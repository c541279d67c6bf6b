import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../api/contract/models.ts'
import { routes } from '../../../api/contract/routes.ts'
import { inAnyScene, ownManifest } from '../../../ingest/src/perceive/infer/test/own-models.ts'
import { freePort, until } from '../../start/child.ts'
import { canTrace, destinationsOf, toDestination, unexpected, withoutTrace } from '../servers/traced.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { firstAlert } from '../stack/journey.ts'
import { registerInUse } from '../stack/seed.ts'
import { openOffice, type Office } from './bench-stack.ts'

const whole = [
  { x: 0.01, y: 0.01 },
  { x: 0.99, y: 0.01 },
  { x: 0.99, y: 0.99 },
  { x: 0.01, y: 0.99 },
]

describe("an admin's own model, from its file to an alert", () => {
  let cameras: Cameras
  let office: Office
  let sourceId: string
  let model: Model
  let livePort: number
  const traceDir = mkdtempSync(join(tmpdir(), 'sightline-told-'))
  const params = () => ({ id: model.id })
  const enabled = (action: 'enable' | 'disable') =>
    office.admin.call(routes.models.act, { params: params(), body: { version: model.version, action } })
  const state = async () => (await office.admin.call(routes.sources.get, { params: { id: sourceId } })).state
  const classes = async () => (await state()).classes

  beforeAll(async () => {
    cameras = await startCameras({ scenes: ['kitchen'] })
    livePort = await freePort()
    const env = { SIGHTLINE_LIVE_PORT: String(livePort) }
    office = await openOffice('embedded', { env, ...(canTrace() ? { traceDir } : {}) })
    const [camera] = cameras.list
    if (!camera) throw new Error('no camera')
    const rules = [{ kind: 'kitchen_no_hat' as const, params: { graceSeconds: 10 } }]
    const zones = [{ name: '后厨', polygon: whole, bays: [], rules }]
    sourceId = (await registerInUse(office.registrars, { ...camera, zones })).id
  })
  afterAll(async () => {
    await office?.close()
    await cameras?.stop()
    rmSync(traceDir, { recursive: true })
  })

  it('is tried by a worker on a picture of the source', async () => {
    const manifest = ownManifest('kitchen-hats')
    model = await office.admin.call(routes.models.create, { body: { manifest } })
    const query = { version: String(model.version) }
    const body = inAnyScene(0.9)
    model = await office.admin.call(routes.models.putFile, { params: params(), query, body })
    await until('the source is watched', async () => (await state()).framesLooked > 0, 120_000)
    const picture = await office.admin.bytes(routes.sources.picture, { params: { id: sourceId } })
    const pictureBase64 = Buffer.from(picture.body).toString('base64')
    const trial = { version: model.version, pictureBase64 }
    model = await office.admin.call(routes.models.try, { params: params(), body: trial })
    expect(model).toMatchObject({ state: 'ready', trial: { ok: true, classes: ['no_hat'] } })
    expect(await classes()).not.toContain('no_hat')
  })

  it('is run by the worker once it is enabled, and its rule finds something', async () => {
    model = await enabled('enable')
    await until('the class is offered', async () => (await classes()).includes('no_hat'), 60_000)
    const { workers } = await office.admin.call(routes.models.list)
    expect(workers.flatMap(({ models }) => models)).toContainEqual(
      expect.objectContaining({ name: 'kitchen-hats', fault: null, classes: ['no_hat'] }),
    )
    const { id, kind } = await firstAlert(office.operator, { timeoutMs: 180_000 })
    expect(kind).toBe('kitchen_no_hat')
    const { manifests } = await office.operator.call(routes.alerts.get, { params: { id } })
    expect(manifests[0]?.network?.name).toBe('kitchen-hats')
    expect(manifests[0]?.networks?.map(({ name }) => name)).toContain('kitchen-hats')
  })

  it('is closed when it is disabled', async () => {
    model = await enabled('disable')
    await until('the class is gone', async () => !(await classes()).includes('no_hat'), 60_000)
  })

  it('nobody was told anything: the api, the worker and what they started spoke to what is configured alone', (context) => {
    if (!canTrace()) context.skip(withoutTrace)
    const { DATABASE_URL: database = '', SIGHTLINE_API_URL: api = '' } = office.stack.env
    const [camera] = cameras.list
    const configured = [database, api, camera?.url ?? '', `http://127.0.0.1:${livePort}`]
    const told = destinationsOf(readdirSync(traceDir).map((file) => join(traceDir, file)))
    expect(unexpected(told, configured)).toEqual([])
    const spokenTo = new Set(told.map(({ to }) => to))
    for (const one of [database, api, camera?.url ?? '']) expect(spokenTo).toContain(toDestination(one))
  })
})
