import type { Role } from '../../contract/people.ts'
import { createPerson } from '../people/write-person.ts'
import { unitIdSchema } from '../../contract/ids.ts'
import { day, password, type As, type TestApi } from './api.ts'
import { createSteps, type Steps } from './filed-case.ts'
import type { AlertSteps } from '../../contract/steps.ts'
import { recordOnSite } from './on-site.ts'
import { putInUse, storeTestSign } from './put-in-use.ts'

/** Everything that a unit can have, by its ids. */
export interface Town {
  readonly unitId: string
  readonly personId: string
  readonly requestId: string
  readonly sourceId: string
  readonly zoneId: string
  readonly ruleId: string
  readonly permitId: string
  readonly findingId: string
  readonly alertId: string
  readonly exhibitId: string
  readonly stepId: string
  readonly siteFileId: string
  readonly caseId: string
  readonly originalId: string
  readonly copyId: string
  readonly documentId: string
  readonly shadowId: string
  readonly approvalId: string
  readonly exportId: string
  readonly supervisionId: string
}

const ok = <T>(answer: Awaited<ReturnType<As['call']>>): T => {
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<T>()
}

/** A person of a unit, who signs in. */
export async function personOf(api: TestApi, unitId: string, role: Role): Promise<As> {
  const account = `${role}.${unitId.slice(0, 8)}`
  const certificate =
    role === 'officer'
      ? { number: `CQ-${account}`, validUntil: api.clock.at + 365 * day, region: null }
      : null
  const person = { account, name: account, role, password, certificate, unitId: unitIdSchema.parse(unitId) }
  if ((await api.world.db.person.count({ where: { account } })) === 0)
    await createPerson(api.world, person, 'system')
  return api.as(role, account)
}

/** An alert of its own source that two officers of the city proposed as a case, with a photograph from the place. */
async function proposed(api: TestApi, steps: Steps, { sourceId, nth }: { sourceId: string; nth: number }) {
  const submitted = await steps.sealer.seal({
    sourceId,
    findingId: `finding-of-town-${nth}`,
    openedAt: 1_700_000_000_000 + nth * 30 * day,
    plate: `渝A1234${nth}`,
  })
  await steps.intake(submitted)
  const { findingId } = submitted
  const { id: alertId } = await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })
  const operator = await api.as('operator')
  await steps.act(operator, alertId, { action: 'claim' })
  await steps.openAll(operator, alertId)
  await steps.act(operator, alertId, { action: 'pass_on' })
  const ann = await api.as('officer', 'ann')
  const step = { kind: 'inspection', text: '现场查看，车辆停在人行道上。' }
  const { items } = ok<AlertSteps>(await recordOnSite(api, ann, { alertId, step }))
  const seen = items.find(({ site }) => site !== null)
  for (const account of ['ann', 'bob']) {
    const officer = await api.as('officer', account)
    await steps.openAll(officer, alertId)
    ok(await steps.review(officer, alertId, { plate: `渝A1234${nth}` }))
  }
  const { exhibits, alert } = await steps.detail(ann, alertId)
  const still = exhibits.find(({ role }) => role === 'still')
  return {
    findingId,
    alertId,
    caseId: alert.caseId ?? '',
    exhibitId: still?.id ?? '',
    stepId: seen?.id ?? '',
    siteFileId: seen?.site?.files[0]?.id ?? '',
  }
}

/** What is made by long work, as rows: what it looks like is tested where it is made. */
async function recorded(api: TestApi, by: string, { unitId, sourceId, alertId, caseId }: Partial<Town>) {
  const { db, newId } = api.world
  const [at, until] = [new Date(api.clock.at), new Date(api.clock.at + day)]
  const hash = 'a'.repeat(64)
  const names = {
    copyId: newId(),
    documentId: newId(),
    shadowId: newId(),
    approvalId: newId(),
    exportId: newId(),
    supervisionId: newId(),
  }
  const ofUnit = { unitId: unitId ?? '' }
  await db.caseCopy.create({
    data: {
      id: names.copyId,
      caseId: caseId ?? '',
      receiver: 'r',
      purpose: 'p',
      state: 'removed',
      beatAt: at,
      startedAt: at,
      madeById: by,
    },
  })
  const file = { sha256: hash, bytes: 1, pages: 1, objectKey: `documents/${names.documentId}.pdf` }
  await db.document.create({
    data: {
      id: names.documentId,
      kind: 'filing',
      year: 2026,
      number: `文${unitId}`,
      alertId: alertId ?? '',
      data: {},
      madeAt: at,
      madeById: by,
      ...file,
    },
  })
  const model = { isBuiltIn: true, modelName: 'm', title: { zh: 'm', en: 'm' }, cpuPercent: 5 }
  const times = { startedAt: at, endsAt: until, endedAt: at, endedWhy: 'stopped' as const }
  await db.shadowRun.create({
    data: { id: names.shadowId, ...model, ...times, ...ofUnit, sourceIds: [sourceId ?? ''], startedById: by },
  })
  const days = {
    approvedOn: '2026-11-01',
    validUntil: '2027-11-01',
    fromDay: '2023-01-01',
    toDay: '2026-11-01',
  }
  await db.datasetApproval.create({
    data: {
      id: names.approvalId,
      number: `批${unitId}`,
      approvedBy: '王科',
      purpose: '训练模型',
      allSources: true,
      coversPlates: false,
      kinds: ['illegal_parking'],
      sourceIds: [],
      recordedAt: at,
      recordedById: by,
      ...days,
      ...ofUnit,
    },
  })
  await db.datasetExport.create({
    data: {
      id: names.exportId,
      approvalId: names.approvalId,
      set: 'objects',
      asked: {},
      state: 'removed',
      beatAt: at,
      startedAt: at,
      madeById: by,
      ...ofUnit,
    },
  })
  const asked = { alertId: alertId ?? '', caseId: caseId ?? '', reason: '督促', dueAt: until }
  await db.supervision.create({
    data: { id: names.supervisionId, ...asked, askedAt: at, askedById: by },
  })
  return names
}

async function buildTown(
  api: TestApi,
  steps: Steps,
  { parentId, nth }: { parentId: string; nth: number },
): Promise<Town> {
  const admin = await api.as('device_admin')
  const people = await api.as('system_admin')
  const unit = { parentId, kind: 'town', name: `镇${nth}` }
  const { id: unitId } = ok<{ id: string }>(await people.call('POST', '/api/units', unit))
  const camera = { name: `路口${nth}`, kind: 'fixed', url: `rtsp://10.0.0.${nth}/main`, unitId }
  const { id: sourceId } = ok<{ id: string }>(await admin.call('POST', '/api/sources', camera))
  await putInUse(api.world.db, sourceId, { sign: await storeTestSign(api.world.objects, sourceId) })
  const made = await proposed(api, steps, { sourceId, nth })
  const [zoneId, ruleId] = [`zone-${sourceId}`, `rule-zone-${sourceId}-illegal_parking`]
  const permit = {
    kind: 'loading',
    number: `许${nth}`,
    holder: `店${nth}`,
    zoneIds: [zoneId],
    fromDay: '2026-01-01',
    toDay: '2026-12-31',
  }
  const { id: permitId } = ok<{ id: string }>(await admin.call('POST', '/api/permits', permit))
  const asked = { caseId: made.caseId, purpose: '移送法院', receiver: '法院', validUntil: api.clock.at + day }
  const ann = await api.as('officer', 'ann')
  const { id: originalId } = ok<{ id: string }>(await ann.call('POST', '/api/originals', asked))
  const { id: personId } = await personOf(api, unitId, 'operator')
  const wanted = {
    account: `new.${nth}`,
    name: 'n',
    role: 'officer',
    password: 'First-otter-3-window',
    unitId,
  }
  const { request } = ok<{ request: { id: string } }>(await people.call('POST', '/api/people', wanted))
  const known = {
    unitId,
    sourceId,
    zoneId,
    ruleId,
    permitId,
    originalId,
    personId,
    requestId: request.id,
    ...made,
  }
  return { ...known, ...(await recorded(api, admin.id, known)) }
}

/** Two towns of one district, each with one of everything, sealed by one worker: the foreign one's first. */
export async function buildTwoTowns(api: TestApi) {
  const steps = await createSteps(api)
  const district = { parentId: 'root', kind: 'district', name: '滨江区' }
  const made = await (await api.as('system_admin')).call('POST', '/api/units', district)
  const { id: parentId } = ok<{ id: string }>(made)
  return {
    steps,
    district: parentId,
    foreign: await buildTown(api, steps, { parentId, nth: 2 }),
    own: await buildTown(api, steps, { parentId, nth: 1 }),
  }
}
