import { maxShadowPictureBytes, type ShadowEvent, type ShadowReport } from '../../contract/shadow-report.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

/** The most pictures of a run: some 18 MB at the most. */
export const mostPictures = 500
/** The most findings of a run: a model that finds everything fills no disk. */
export const mostFindings = 5_000

/** JPEG begins so. */
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8

type Confirmed = Extract<ShadowEvent, { stage: 'confirmed' }>

/** Whether the worker watches the source, or did: what it found then comes a little late. */
async function isWatchedBy(tx: Tx, { runId, sourceId, workerId }: ShadowReport): Promise<boolean> {
  const lease = await tx.sourceLease.findUnique({ where: { sourceId } })
  if (lease?.workerId === workerId) return true
  return (await tx.shadowTally.findFirst({ where: { runId, sourceId, workerId } })) !== null
}

/** Only of the source's own rule and zone: a worker says nothing of others. */
async function isOfSource(tx: Tx, sourceId: string, { zoneId, ruleId, kind }: Confirmed): Promise<boolean> {
  const zone = await tx.zoneVersion.findFirst({ where: { id: zoneId, sourceId } })
  return zone !== null && (await tx.ruleVersion.findFirst({ where: { id: ruleId, zoneId, kind } })) !== null
}

async function storePicture(tx: Tx, runId: string, { side, findingId, picture, confirmedAt }: Confirmed) {
  if (picture === null) return
  const jpeg = Buffer.from(picture, 'base64')
  if (!isJpeg(jpeg) || jpeg.length > maxShadowPictureBytes) return
  if ((await tx.shadowPicture.count({ where: { runId } })) >= mostPictures) return
  const data = { runId, side, findingId, jpeg: new Uint8Array(jpeg), at: new Date(confirmedAt) }
  await tx.shadowPicture.createMany({ data: [data], skipDuplicates: true })
}

interface Arrived {
  readonly report: ShadowReport
  readonly event: ShadowEvent
  readonly at: number
}

async function storeEvent(tx: Tx, { report: { runId, sourceId }, event, at }: Arrived): Promise<void> {
  const { side, findingId } = event
  if (event.stage === 'closed') {
    const closedAt = new Date(event.closedAt)
    await tx.shadowFinding.updateMany({ where: { runId, side, findingId, sourceId }, data: { closedAt } })
    return
  }
  if (!(await isOfSource(tx, sourceId, event))) return
  if ((await tx.shadowFinding.count({ where: { runId } })) >= mostFindings) return
  const { zoneId, ruleId, ruleVersion, kind, looks, shared } = event
  const box = { ...event.box }
  const [openedAt, confirmedAt] = [new Date(event.openedAt), new Date(event.confirmedAt)]
  const about = { runId, side, findingId, sourceId, zoneId, ruleId, ruleVersion, kind, box, looks, shared }
  const { count } = await tx.shadowFinding.createMany({
    data: [{ ...about, openedAt, confirmedAt, receivedAt: new Date(at) }],
    skipDuplicates: true,
  })
  if (count > 0) await storePicture(tx, runId, event)
}

/**
 * Takes in what a worker tells of a shadow, once: the same again changes nothing. It touches no finding, no dossier and no
 * alert. Of a run that is over it is taken too for what was found while it ran: it comes a little late.
 */
export async function takeReport({ db, now }: Pick<Deps, 'db' | 'now'>, report: ShadowReport): Promise<void> {
  const { runId, sourceId, workerId, beganAt, counts, fault, events } = report
  await db.$transaction(async (tx) => {
    const run = await tx.shadowRun.findUnique({ where: { id: runId } })
    if (!run?.sourceIds.includes(sourceId) || !(await isWatchedBy(tx, report)))
      throw new Refusal('not_found', { what: 'shadow' })
    const at = now()
    const key = { runId, sourceId, workerId, beganAt: new Date(beganAt) }
    const row = { counts, fault, at: new Date(at) }
    await tx.shadowTally.upsert({
      where: { runId_sourceId_workerId_beganAt: key },
      create: { ...key, ...row },
      update: row,
    })
    for (const event of events) await storeEvent(tx, { report, event, at })
  })
}
