import type { Alert, AlertAction, AlertDetail } from '../../../api/contract/alerts.ts'
import type { Case } from '../../../api/contract/cases.ts'
import type { ErrorCode } from '../../../api/contract/errors.ts'
import { routes } from '../../../api/contract/routes.ts'
import type { SiteFile } from '../../../api/contract/site-files.ts'
import { until } from '../../start/child.ts'
import { Refused, type Client } from './client.ts'

/** Waits for the first alert that meets `wanted` (default: any). */
export async function firstAlert(
  person: Client,
  options: { timeoutMs: number; wanted?: (alert: Alert) => boolean },
): Promise<Alert> {
  let found: Alert | undefined
  await until(
    'an alert arrives',
    async () => {
      const { items } = await person.call(routes.alerts.list)
      found = items.find(options.wanted ?? (() => true))
      return found !== undefined
    },
    options.timeoutMs,
  )
  if (!found) throw new Error('no alert')
  return found
}

/** Waits until nothing of an alert is still coming: what happens to its camera before is part of its recording. */
export async function recordingsOf(person: Client, alertId: string): Promise<AlertDetail> {
  const look = () => person.call(routes.alerts.get, { params: { id: alertId } })
  await until('the recordings are there', async () => (await look()).awaited.length === 0, 180_000)
  return look()
}

/** Opens every exhibit as the screen does: fetches the bytes, then says it was shown. Waits until none is still coming. */
export async function openExhibits(person: Client, alertId: string): Promise<AlertDetail> {
  const before = await recordingsOf(person, alertId)
  for (const { id } of before.exhibits) {
    await person.bytes(routes.exhibits.content, { params: { id } })
    await person.call(routes.exhibits.opened, { params: { id }, body: {} })
  }
  return person.call(routes.alerts.get, { params: { id: alertId } })
}

/**
 * Does `act` on the alert as it is now with every exhibit open. Where another exhibit came, or the alert changed, between
 * the look and the act, the api refuses; whoever sits there looks at the new one and acts again.
 */
async function withAllOpen<T>(
  person: Client,
  alertId: string,
  act: (alert: Alert) => Promise<T>,
): Promise<T> {
  for (let tries = 5; ; tries -= 1) {
    const { alert } = await openExhibits(person, alertId)
    try {
      return await act(alert)
    } catch (error) {
      const isNews = error instanceof Refused && grown.includes(error.code)
      if (!isNews || tries <= 1) throw error
    }
  }
}
/** What the api says to an act on a dossier that has grown since it was looked at. */
const grown: readonly string[] = [
  'alert_frames_unseen',
  'ev_frames_unseen',
  'changed_meanwhile',
] satisfies readonly ErrorCode[]

/** The operator's part: claim, look at everything, pass on. */
export async function passOn(operator: Client, { id, version }: Alert): Promise<void> {
  const act = (body: AlertAction) => operator.call(routes.alerts.act, { params: { id }, body })
  await act({ action: 'claim', version })
  await withAllOpen(operator, id, (alert) => act({ action: 'pass_on', version: alert.version, note: '' }))
}

/** An officer's part: look at everything, answer the four questions, type the plate, find no permit, confirm. */
export async function confirm(officer: Client, alertId: string, plate: string): Promise<AlertDetail> {
  const answers = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }
  return withAllOpen(officer, alertId, ({ version }) =>
    officer.call(routes.alerts.review, {
      params: { id: alertId },
      body: { version, verdict: 'confirm', answers, plate, permit: { answer: 'none' } },
    }),
  )
}

/** The case that an alert became. */
export async function caseOf(person: Client, alertId: string): Promise<Case> {
  const { items } = await person.call(routes.cases.list)
  const found = items.find((item) => item.alertId === alertId)
  if (!found) throw new Error(`alert ${alertId} has no case`)
  return found
}

/** A photograph from a place, as small as a PNG can be. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWPo6OgAAAM0AZmUse0HAAAAAElFTkSuQmCC',
  'base64',
)

/** An officer was there: an inspection with a photograph, which is answered. */
export async function inspectOnSite(officer: Client, alertId: string, text: string): Promise<SiteFile> {
  const params = { id: alertId }
  const query = { name: '现场.png' }
  const photo = await officer.call(routes.siteFiles.upload, { params, query, body: onePixel })
  const body = { kind: 'inspection', text, site: { files: [photo.id] } }
  await officer.call(routes.steps.record, { params, body })
  return photo
}

/** The package of a case with its originals: who takes it asks, somebody else grants. */
export async function takeOriginals(
  { taker, granter }: { readonly taker: Client; readonly granter: Client },
  caseId: string,
): Promise<Uint8Array> {
  const validUntil = Date.now() + 3_600_000
  const body = { caseId, purpose: '行政诉讼举证', receiver: '某区人民法院', validUntil }
  const { id } = await taker.call(routes.originals.ask, { body })
  await granter.call(routes.originals.decide, { params: { id }, body: { decision: 'grant' } })
  const input = { params: { id: caseId }, query: { permission: id } }
  return (await taker.bytes(routes.cases.package, input)).body
}
