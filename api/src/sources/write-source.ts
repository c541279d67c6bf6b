import type { z } from 'zod'
import { endpointOf, passwordContext } from '../../contract/camera-password.ts'
import type { changeSourceSchema, newSourceSchema } from '../../contract/sources.ts'
import { refuseWrittenHost, type CameraNetworks } from '@sightline/infra/platform/camera-networks'
import { CodedError } from '@sightline/infra/platform/error'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { SuspendReason } from '../../law/approval.ts'
import { recordRegistered } from '../approvals/registered.ts'
import { afterChangeOf } from '../approvals/suspend.ts'
import { appendAudit } from '../audit/append.ts'
import { unitOfAsking } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { Prisma, type Source as SourceRow } from '../generated/client.ts'
import { notify, notifyReach } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { requireOpenUnit } from '../units/open-unit.ts'
import { refuseMove } from './refuse-move.ts'
import { turnZones } from './turn-zones.ts'
import { toSourceRecord } from './store.ts'

export type SourceDeps = Pick<Deps, 'db' | 'now' | 'newId'> & {
  readonly secretBox: SecretBox
  /** Where cameras may be. */
  readonly cameraNetworks: CameraNetworks
}

/** The contract's pattern allows what no URL parser does; told as bad input, not found out by a worker. */
export function refuseBadUrl(url: string): void {
  if (URL.canParse(url) && new URL(url).hostname !== '' && new URL(url).username === '') return
  throw new Refusal('source_url_invalid', {}, [{ path: 'url', message: 'expected rtsp://host[:port]/path' }])
}

/** Who asked learns that no camera may be there, and nothing of what is. */
export const networkRefused = (): Refusal =>
  new Refusal('source_network_refused', {}, [
    { path: 'url', message: 'not in SIGHTLINE_CAMERA_NETWORKS: correct the address or extend the setting' },
  ])

/** An address outside the cameras' networks is refused as it is written; what a name leads to, the worker refuses. */
export function refuseOtherNetwork(
  { cameraNetworks }: Pick<SourceDeps, 'cameraNetworks'>,
  url: string,
): void {
  try {
    refuseWrittenHost(cameraNetworks, new URL(url).hostname)
  } catch (cause) {
    if (cause instanceof CodedError) throw networkRefused()
    throw cause
  }
}

const jsonOrNull = (value: object | null) => (value === null ? Prisma.DbNull : { ...value })

/** What the trail keeps of a source: the password only by its presence. */
const auditView = (row: SourceRow) => {
  const { createdAt: _createdAt, video: _video, isDrawn: _isDrawn, ...record } = toSourceRecord(row)
  return record
}

/** Registers a source: off unless asked otherwise, and in draft: no picture of it is evidence yet. */
export async function createSource(
  deps: SourceDeps,
  source: z.output<typeof newSourceSchema> & { readonly drawn?: true },
  actor: string,
): Promise<SourceRow> {
  const { db, now, newId, secretBox } = deps
  refuseBadUrl(source.url)
  refuseOtherNetwork(deps, source.url)
  const { password, position, ...rest } = source
  const id = newId()
  const sealedPassword =
    password === '' ? null : secretBox.encrypt(password, passwordContext({ id, url: source.url }))
  return db.$transaction(async (tx) => {
    const unitId = rest.unitId ?? unitOfAsking()
    await requireOpenUnit(tx, unitId)
    const stored = {
      id,
      ...rest,
      unitId,
      sealedPassword,
      position: jsonOrNull(position),
      createdAt: new Date(now()),
    }
    const row = await tx.source.create({ data: stored })
    await recordRegistered(tx, row, actor)
    await notify(tx, { type: 'source', id })
    const facts = { to: auditView(row) }
    await appendAudit(tx, [{ at: now(), actor, action: 'source.created', subject: `source/${id}`, facts }])
    return row
  })
}

type Change = z.output<typeof changeSourceSchema>

/** A stored password goes to the address that it was given for, and to no other. */
function refuseStoredPassword(before: SourceRow, { url = before.url, password }: Change): void {
  if (before.sealedPassword === null || password !== undefined) return
  if (endpointOf(url) === endpointOf(before.url)) return
  const message = 'another scheme, host or port needs the password anew, or an empty one'
  throw new Refusal('source_password_needed', { endpoint: endpointOf(url) }, [{ path: 'password', message }])
}

/** What makes of it another camera than was approved, or one at another place than was published. */
const changesDevice = (before: SourceRow, { url, place }: Change): SuspendReason | null => {
  if (url !== undefined && url !== before.url) return 'address_changed'
  return place !== undefined && place !== before.place ? 'place_changed' : null
}

function columnsOf(
  before: SourceRow,
  change: Change,
  secretBox: SecretBox,
): Prisma.SourceUncheckedUpdateInput {
  const { version: _version, password, position, ...plain } = change
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const sealed =
    password === ''
      ? null
      : password &&
        secretBox.encrypt(password, passwordContext({ id: before.id, url: change.url ?? before.url }))
  return {
    ...given,
    ...(position === undefined ? {} : { position: jsonOrNull(position) }),
    ...(sealed === undefined ? {} : { sealedPassword: sealed }),
    ...(change.turn === undefined || change.turn === before.turn ? {} : { heights: [] }),
    version: before.version + 1,
  }
}

/** Changes a source that is still at the version the caller saw. */
export async function changeSource(
  deps: SourceDeps,
  { id, change }: { id: string; change: Change },
  actor: string,
): Promise<SourceRow> {
  const { db, now, secretBox } = deps
  if (change.url !== undefined) {
    refuseBadUrl(change.url)
    refuseOtherNetwork(deps, change.url)
  }
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM source WHERE id = ${id} FOR UPDATE`
    const before = found(await tx.source.findUnique({ where: { id } }), 'source')
    if (before.version !== change.version) throw new Refusal('changed_meanwhile', { version: before.version })
    refuseStoredPassword(before, change)
    const unitId = change.unitId ?? before.unitId
    const isMoved = unitId !== before.unitId
    if (isMoved) await refuseMove(tx, { id, unitId, at: now() })
    const because = changesDevice(before, change)
    const approved = because && (await afterChangeOf(tx, { before, because, at: now() }))
    const data = { ...columnsOf(before, change, secretBox), ...approved?.columns }
    const row = await tx.source.update({ where: { id }, data })
    await turnZones(tx, { before, after: row, at: now(), actor })
    await notify(tx, { type: 'source', id })
    if (isMoved) await notifyReach(tx)
    const facts = { from: auditView(before), to: auditView(row), password: change.password !== undefined }
    const changed = { at: now(), actor, action: 'source.changed', subject: `source/${id}`, facts } as const
    await appendAudit(tx, approved ? [changed, approved.entry] : [changed])
    return row
  })
}
