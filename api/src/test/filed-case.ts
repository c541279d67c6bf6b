import { join } from 'node:path'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { receiveDossier } from '../dossiers/receive-dossier.ts'
import { enrolNamed } from '../worker-keys/decide-key.ts'
import type { As, TestApi } from './api.ts'
import { createSealer, type DossierOptions } from './dossier-fixture.ts'
import { putInUse, storeTestSign } from './put-in-use.ts'
import { registerNamed } from './register-named.ts'
import { takePackage } from './take-package.ts'

/** What most officers answer about permits. */
const noPermit = { answer: 'none' }
export const yes = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }

/** Of parked cars, people of the law decided long ago that pictures of a fixed camera may be the main evidence. */
export async function allowPictures({ world: { db, newId } }: TestApi, personId: string): Promise<void> {
  const at = new Date(0)
  const asked = { kind: 'illegal_parking', sourceKind: 'fixed', mode: 'DIRECT' } as const
  const of = { basis: '道路交通安全法第一百一十四条', documentNumber: '法制〔2020〕1号' }
  const decision = { create: { isApproved: true, note: '', at, byId: personId } }
  await db.evidenceModeAsked.create({
    data: { id: newId(), ...asked, ...of, askedAt: at, askedById: personId, decision },
  })
}

/** The steps of people and workers, each as one call, against one api. */
export async function createSteps(api: TestApi) {
  const admin = await api.as('device_admin')
  const body = { name: '滨江路', kind: 'fixed', url: 'rtsp://10.0.0.1/main', password: 'camera-secret' }
  const made = await admin.call('POST', '/api/sources', body)
  const sourceId = made.json<{ id: string }>().id
  const sealer = await createSealer(api.world.objects, join(api.dir, 'worker'))
  await enrolNamed(api.world, [sealer.signer.keyId])
  const sign = await storeTestSign(api.world.objects, sourceId)
  await putInUse(api.world.db, sourceId, { sign })
  await allowPictures(api, admin.id)
  /** Takes in what a worker submits; of a zone and a rule that are registered, unless the test registered its own. */
  const intake = async (submitted: DossierSubmitted) => {
    await registerNamed(api.world.db, submitted)
    return receiveDossier(api.world, submitted)
  }
  const detail = async (as: As, alertId: string) =>
    (await as.call('GET', `/api/alerts/${alertId}`)).json<AlertDetail>()
  return {
    world: api.world,
    admin,
    sourceId,
    sealer,
    intake,
    detail,
    /** Seals and takes in a confirmed dossier; answers its alert. */
    async alertOf(options: Omit<DossierOptions, 'sourceId'> = {}): Promise<string> {
      const submitted = await sealer.seal({ sourceId, ...options })
      await intake(submitted)
      const { findingId } = submitted
      return (await api.world.db.alert.findUniqueOrThrow({ where: { findingId } })).id
    },
    async openAll(as: As, alertId: string): Promise<void> {
      for (const { id, required } of (await detail(as, alertId)).exhibits) {
        if (!required) continue
        await as.call('GET', `/api/exhibits/${id}/content`)
        await as.call('POST', `/api/exhibits/${id}/opened`, {})
      }
    },
    async act(as: As, alertId: string, action: object) {
      const { version } = (await detail(as, alertId)).alert
      return as.call('POST', `/api/alerts/${alertId}/actions`, { version, ...action })
    },
    async review(as: As, alertId: string, extra: object = {}) {
      const { version } = (await detail(as, alertId)).alert
      const judgement = {
        version,
        verdict: 'confirm',
        answers: yes,
        plate: '渝A12345',
        permit: noPermit,
        ...extra,
      }
      return as.call('POST', `/api/alerts/${alertId}/reviews`, judgement)
    },
  }
}
export type Steps = Awaited<ReturnType<typeof createSteps>>

/** An alert that an operator looked through and passed on. */
export async function passedOn(api: TestApi, steps: Steps, options: Omit<DossierOptions, 'sourceId'> = {}) {
  const operator = await api.as('operator')
  const alertId = await steps.alertOf(options)
  await steps.act(operator, alertId, { action: 'claim' })
  await steps.openAll(operator, alertId)
  await steps.act(operator, alertId, { action: 'pass_on' })
  return alertId
}

/** What a worker hands over of a stage besides a confirmed one that is whole: in parts: both of both stages. */
async function sealRest(steps: Steps, { parts }: { readonly parts: boolean }): Promise<void> {
  const { sourceId, sealer, intake } = steps
  const seal = async (options: Omit<DossierOptions, 'sourceId'>) => {
    const submitted = await sealer.seal({ sourceId, ...options })
    await intake(submitted)
    return { part: 'supplement', first: hashBytes(Buffer.from(submitted.manifest)).sha256 } as const
  }
  if (!parts) return void (await seal({ stage: 'closed' }))
  const [known] = await steps.world.db.dossier.findMany({ where: { stage: 'confirmed' } })
  await seal({ link: { part: 'supplement', first: known?.manifestSha256 ?? '' } })
  const link = await seal({ stage: 'closed', link: { part: 'first' } })
  await seal({ stage: 'closed', link })
}

/** The whole way of one finding with both its stages; answers the exported package. */
export async function fileOneCase(
  api: TestApi,
  { parts }: { readonly parts: boolean } = { parts: false },
): Promise<{ zip: Buffer; caseId: string }> {
  const steps = await createSteps(api)
  const link = { part: 'first' } as const
  if (parts) await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, stage: 'opened', link }))
  const alertId = await passedOn(api, steps, parts ? { link } : {})
  await sealRest(steps, { parts })
  for (const account of ['ann', 'bob']) {
    const officer = await api.as('officer', account)
    await steps.openAll(officer, alertId)
    const answer = await steps.review(officer, alertId)
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  const officer = await api.as('officer', 'ann')
  const caseId = (await steps.detail(officer, alertId)).alert.caseId
  const zip = await takePackage(api, officer, caseId ?? '')
  return { zip: zip.rawPayload, caseId: caseId ?? '' }
}
