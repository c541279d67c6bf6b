import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import { hasDefaultModel, withoutModel } from '../servers/weights.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { firstAlert } from '../stack/journey.ts'
import { registerInUse } from '../stack/seed.ts'
import { openOffice, type Office } from './bench-stack.ts'

let cameras: Cameras
let office: Office

beforeAll(async () => {
  cameras = await startCameras({ scenes: ['pavement'] })
  office = await openOffice('embedded')
})
afterAll(async () => {
  await office?.close()
  await cameras?.stop()
})

const sealed = (what = /^\d+-.+-(confirmed|closed)/): string[] => {
  const spool = join(office.stack.dataDir, 'ingest', 'spool')
  return existsSync(spool) ? readdirSync(spool).filter((name) => what.test(name)) : []
}
/** Of a stay that was confirmed: what left in its grace is sealed too, and is no alert. */
const confirmed = (): string[] => sealed(/^\d+-.+-confirmed/)

async function killAndRestart(): Promise<void> {
  await office.stack.stopIngest('SIGKILL')
  await office.stack.startIngest()
}

it('kill -9 in the grace and again at the hand-over: the same finding, once', async (context) => {
  if (!hasDefaultModel()) context.skip(withoutModel)
  const [overview] = cameras.list
  if (!overview) throw new Error('no camera')
  const source = await registerInUse(office.registrars, overview)
  const stays = async () =>
    (await office.admin.call(routes.sources.get, { params: { id: source.id } })).state.openStays
  await until('a stay is open', async () => (await stays()) > 0, 150_000)
  await killAndRestart()
  await until('a dossier is sealed', async () => confirmed().length > 0, 150_000)
  const atKill = confirmed()
  await killAndRestart()
  const alert = await firstAlert(office.operator, { timeoutMs: 120_000 })
  expect(atKill.some((name) => name.includes(alert.findingId))).toBe(true)
  await until('all that was sealed is handed over', async () => sealed().length === 0, 60_000)
  const { items } = await office.operator.call(routes.alerts.list)
  expect(items.filter(({ openedAt }) => Math.abs(openedAt - alert.openedAt) < 60_000)).toHaveLength(1)
})
