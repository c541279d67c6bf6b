import { manifestSchema, type Manifest } from '../../contract/dossier.ts'
import { clueReasons } from '../../law/standing.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { awaitedStages, ofShownStages } from '../alerts/store.ts'
import { chainOf } from '../chains/chain-link.ts'
import type { Tx } from '../database/client.ts'
import { sealedInclude } from '../dossiers/sealed-hashes.ts'
import type { Prisma } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../refusal.ts'
import { stepsOf, type StepView } from '../steps/store.ts'
import { keyReasonOf, keyStatesOf, type KeyState } from '../worker-keys/key-state.ts'
import { reasonNames } from './content/words.ts'
import type { Capture, Material, Named, Sealed } from './material.ts'

const alertInclude = {
  filedCase: true,
  reviews: { orderBy: { at: 'asc' }, include: { officer: { select: { id: true, name: true } } } },
  documents: { orderBy: { madeAt: 'asc' } },
} satisfies Prisma.AlertInclude
type AlertRow = Prisma.AlertGetPayload<{ include: typeof alertInclude }>
type DossierRow = Prisma.DossierGetPayload<{ include: typeof sealedInclude }>

/** A stored dossier with its manifest, read once. */
interface Parsed {
  readonly row: DossierRow
  readonly manifest: Manifest
}
const parsed = (row: DossierRow): Parsed => ({
  row,
  manifest: manifestSchema.parse(JSON.parse(row.manifest)),
})

const toSealed = ({ row, manifest }: Parsed): Sealed => {
  const { stage, sealedAt, exhibits } = manifest
  const { keyId, sequence, manifestSha256 } = row
  const items = exhibits.map(({ name, role, stage: of, ...item }) => ({
    name,
    role,
    stage: of,
    at: item.at,
    of: item.of,
    mime: item.mime,
    bytes: item.bytes,
    sha256: item.sha256,
    sm3: item.sm3,
  }))
  return { stage, sealedAt, keyId, sequence, manifestSha256, items }
}

const toCapture = ({
  source,
  clock,
  zone,
  rule,
  network,
  networks,
  software,
  finding,
}: Manifest): Capture => ({
  source: {
    id: source.id,
    name: source.name,
    kind: source.kind,
    position: source.position,
    approval: source.approval,
    video: source.video,
    fingerprint: source.fingerprint,
  },
  clock,
  zone: { name: zone.name, version: zone.version },
  rule: { id: rule.id, version: rule.version },
  models: (networks ?? (network ? [network] : [])).map(({ name, sha256, threshold }) => ({
    name,
    sha256,
    threshold,
  })),
  software,
  dwell: finding.dwell,
})

/** What speaks against the pictures, as sealed and as known here. */
function standingOf(alert: AlertRow, dossiers: readonly Parsed[], states: readonly KeyState[]) {
  const all = dossiers.flatMap(({ row, manifest }, i): string[] => [
    ...manifest.clueReasons,
    ...row.clueReasons,
    ...keyReasonOf[states[i] ?? 'waiting'],
  ])
  const reasons = clueReasons.filter((one) => all.includes(one))
  const isClue = alert.standing === 'clue' || reasons.length > 0
  return { standing: isClue ? ('clue' as const) : ('evidence' as const), clueReasons: reasons }
}

type Certificates = ReadonlyMap<string, string | null>

/** Who recorded steps, with the certificates that they hold. */
async function certificatesOf(db: Tx, steps: readonly StepView[]): Promise<Certificates> {
  const ids = [...new Set(steps.map(({ recordedBy }) => recordedBy.id))]
  const people = await db.person.findMany({ where: { id: { in: ids } } })
  return new Map(people.map(({ id, certificateNumber }) => [id, certificateNumber]))
}

const named = ({ recordedBy }: StepView, certificates: Certificates): Named => ({
  name: recordedBy.name,
  certificate: certificates.get(recordedBy.id) ?? null,
})

function fromSteps(steps: readonly StepView[], certificates: Certificates) {
  const standing = steps.filter(({ undone, origin }) => undone === null && origin !== 'place')
  const inspections = standing.filter(({ kind }) => kind === 'inspection')
  const order = standing.findLast(({ kind }) => kind === 'order')
  return {
    inspections: inspections.map((step) => ({
      at: step.at,
      doneBy: step.doneBy,
      recordedBy: named(step, certificates),
      text: step.text,
    })),
    order:
      order && order.documentNumber !== null && order.dueAt !== null
        ? {
            at: order.at,
            number: order.documentNumber,
            dueAt: order.dueAt,
            text: order.text,
            recordedBy: named(order, certificates),
          }
        : null,
  }
}

/** Where the matter stands: two agreed, or it was rejected with a reason. */
function outcomeOf({
  filedCase,
  reviews,
  status,
}: AlertRow): Pick<Material, 'proposed' | 'filed' | 'notFiled' | 'transfer'> {
  const rejected = status === 'rejected' ? reviews.findLast(({ verdict }) => verdict === 'reject') : undefined
  const words = rejected?.reason ? reasonNames[rejected.reason] : ''
  return {
    proposed: filedCase && { number: filedCase.number, at: filedCase.filedAt.getTime() },
    filed: null,
    notFiled: rejected
      ? { reason: [words, rejected.note].filter((text) => text !== '').join('。'), at: rejected.at.getTime() }
      : null,
    transfer: null,
  }
}

const documentRows = ({ documents }: AlertRow): Material['documents'] =>
  documents
    .filter((one, i) => documents.findLastIndex(({ kind }) => kind === one.kind) === i)
    .map(({ kind, number, pages, madeAt }) => ({ kind, number, pages, madeAt: madeAt.getTime() }))

const judged = ({ officer, certificateNumber, verdict, at, reason, note }: AlertRow['reviews'][number]) => ({
  officer: { name: officer.name, certificate: certificateNumber },
  verdict,
  at: at.getTime(),
  reason,
  note,
})

const ofAlert = (row: AlertRow) => ({
  findingId: row.findingId,
  kind: row.kind,
  place: row.place,
  sourceName: row.sourceName,
  openedAt: row.openedAt.getTime(),
  confirmedAt: row.confirmedAt.getTime(),
  closedAt: row.closedAt?.getTime() ?? null,
  plate: row.filedCase?.plate ?? null,
})

const ofMaker = ({ person }: Pick<Caller, 'person'>, at: number) => ({
  maker: { name: person.name, certificate: person.certificate?.number ?? null },
  isMakerCertified: person.certificate !== null && person.certificate.validUntil > at,
})

export interface ReadMaterial {
  readonly alert: AlertRow
  readonly dossiers: readonly DossierRow[]
  readonly material: Material
  /** Who asks is still to type the plate blind; documents may name it. */
  readonly isBlind: boolean
}

interface MaterialDeps {
  readonly db: Tx
  readonly now: () => number
  readonly agency: string
}

/** All that is recorded of an alert, as of now, for who asks to make a document of it. */
export async function readMaterial(
  { db, now, agency }: MaterialDeps,
  alertId: string,
  caller: Pick<Caller, 'person' | 'permissions'>,
): Promise<ReadMaterial> {
  const alert = found(await db.alert.findUnique({ where: { id: alertId }, include: alertInclude }), 'alert')
  const { findingId } = alert
  const dossiers = await db.dossier.findMany({
    where: { findingId, ...ofShownStages },
    include: sealedInclude,
    orderBy: { sealedAt: 'asc' },
  })
  const states = await keyStatesOf(db, dossiers)
  const steps = await stepsOf(db, alert)
  const read = dossiers.map(parsed)
  const newest = read.at(-1)
  const at = now()
  const material: Material = {
    agency,
    madeAt: at,
    ...ofMaker(caller, at),
    ...ofAlert(alert),
    ...standingOf(alert, read, states),
    chain: await chainOf(db, findingId),
    isAwaited: (await awaitedStages(db, findingId)).length > 0,
    capture: newest ? toCapture(newest.manifest) : null,
    sealed: read.map(toSealed),
    reviews: alert.reviews.map(judged),
    ...fromSteps(steps, await certificatesOf(db, steps)),
    ...outcomeOf(alert),
    documents: documentRows(alert),
  }
  const { permissions, person } = caller
  return { alert, dossiers, material, isBlind: readsBlind({ ...alert, permissions, personId: person.id }) }
}
