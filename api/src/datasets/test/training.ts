import sharp from 'sharp'
import { vi } from 'vitest'
import { cocoDocumentSchema } from '../../../contract/coco.ts'
import type { DatasetApproval, DatasetExport } from '../../../contract/datasets.ts'
import { readZip } from '../../packages/verify-package.mjs'
import type { As, TestApi } from '../../test/api.ts'
import { bringPhoto } from '../../test/on-site.ts'
import { createSteps, passedOn, type Steps } from '../../test/filed-case.ts'

/** Of every picture, pixels. */
export const size = { width: 640, height: 360 }
/** Somebody stands at the right; the car of the fixture is 192 x 108 pixels. */
const person = {
  class: 'person' as const,
  score: 0.8,
  box: { left: 0.7, top: 0.2, right: 0.76, bottom: 0.8 },
}
export interface Part {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Fine stripes everywhere: what is blurred has none left. */
function striped(): Promise<Buffer> {
  const data = Buffer.alloc(size.width * size.height * 3)
  for (let i = 0; i < size.width * size.height; i++) data.fill(i % 4 < 2 ? 250 : 5, i * 3, i * 3 + 3)
  return sharp(data, { raw: { ...size, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** How much neighbours differ within a part, 0..255: stripes over 60, one colour near 0. */
export async function grain(jpeg: Buffer, part: Part): Promise<number> {
  const { data } = await sharp(jpeg).extract(part).greyscale().raw().toBuffer({ resolveWithObject: true })
  let sum = 0
  for (let i = 0; i < data.length; i++)
    if ((i + 1) % part.width !== 0) sum += Math.abs((data[i] ?? 0) - (data[i + 1] ?? 0))
  return sum / data.length
}

const approvalOf = (more: object) => ({
  number: '渝城管训〔2026〕3号',
  approvedBy: '张局长',
  approvedOn: '2026-11-20',
  purpose: '改进违停识别',
  validUntil: '2099-12-31',
  kinds: ['illegal_parking'],
  sourceIds: null,
  fromDay: '2023-11-01',
  toDay: '2026-11-30',
  coversPlates: false,
  ...more,
})

const at = (hours: number) => ({ openedAt: 1_700_000_000_000 + hours * 3_600_000 })

/** Findings of each kind of verdict: dismissed for three reasons, filed by two officers, and one of which nobody spoke. */
async function seed(api: TestApi, steps: Steps, picture: Buffer): Promise<void> {
  const shown = { picture, seen: [person], isBare: true as const }
  const operator = await api.as('operator')
  for (const [i, reason] of (['not_a_violation', 'picture_unclear', 'has_permit'] as const).entries()) {
    const alertId = await steps.alertOf({ findingId: reason, ...shown, ...at(i) })
    await steps.act(operator, alertId, { action: 'claim' })
    await steps.act(operator, alertId, { action: 'dismiss', reason, note: '' })
  }
  const filed = { findingId: 'filed', ...shown, ...at(10) }
  const alertId = await passedOn(api, steps, filed)
  await steps.intake(await steps.sealer.seal({ sourceId: steps.sourceId, stage: 'closed', ...filed }))
  // The pictures are small and few, so that they are quickly made, and no evidence: an officer was there.
  const there = await api.as('officer', 'zu')
  const { id } = await bringPhoto(api, there, alertId)
  const record = { kind: 'inspection', text: '到场查看，车辆仍在', site: { files: [id] } }
  await there.call('POST', `/api/alerts/${alertId}/steps`, record)
  for (const account of ['xu', 'yu']) {
    const officer = await api.as('officer', account)
    await steps.openAll(officer, alertId)
    const answer = await steps.review(officer, alertId)
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  await steps.alertOf({ findingId: 'nobody-spoke', ...shown, ...at(20) })
}

/** A town with verdicts, and two administrators: ann records approvals, bob exports by them. */
export async function startTraining(api: TestApi) {
  const steps = await createSteps(api)
  const picture = await striped()
  await seed(api, steps, picture)
  const people = {
    ann: await api.as('device_admin', 'ann-admin'),
    bob: await api.as('device_admin', 'bob-admin'),
  }

  const one = async (id: string): Promise<DatasetExport> => {
    const { items } = (await people.bob.call('GET', '/api/datasets/exports')).json<{
      items: DatasetExport[]
    }>()
    const found = items.find((item) => item.id === id)
    if (!found) throw new Error(`no export ${id}`)
    return found
  }
  const make = (approvalId: string, more: object = {}, as: As = people.bob) =>
    as.call('POST', '/api/datasets/exports', { approvalId, set: 'objects', ...more })
  const ended = (id: string): Promise<DatasetExport> =>
    vi.waitFor(
      async () => {
        const now = await one(id)
        if (now.state === 'running') throw new Error(`the export ${id} does not end`)
        return now
      },
      { timeout: 60_000, interval: 100 },
    )
  return {
    steps,
    picture,
    people,
    one,
    make,
    ended,
    approve: async (more: object = {}): Promise<DatasetApproval> =>
      (await people.ann.call('POST', '/api/datasets/approvals', approvalOf(more))).json(),
    askToApprove: (more: object) => people.ann.call('POST', '/api/datasets/approvals', approvalOf(more)),
    made: async (approvalId: string, more: object = {}): Promise<DatasetExport> => {
      const answer = await make(approvalId, more)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return ended(answer.json<DatasetExport>().id)
    },
    async unzipped(id: string) {
      const { rawPayload: zip } = await people.bob.call('GET', `/api/datasets/exports/${id}/file`)
      const { members, problems } = readZip(zip)
      if (problems.length > 0) throw new Error(JSON.stringify(problems))
      const text = members.get('annotations.json')?.toString() ?? ''
      return { members, document: cocoDocumentSchema.parse(JSON.parse(text)), zip }
    },
    trail: async (action: string) =>
      (await api.world.db.auditEntry.findMany({ where: { action }, orderBy: { sequence: 'asc' } })).map(
        ({ actor, facts }) => ({ actor, ...(facts as Record<string, unknown>) }),
      ),
    /** After the clock was moved: their sessions may have ended. */
    async signInAgain(): Promise<void> {
      people.ann = await api.as('device_admin', 'ann-admin')
      people.bob = await api.as('device_admin', 'bob-admin')
    },
  }
}
export type Training = Awaited<ReturnType<typeof startTraining>>
