import { caseOf } from './from-handling.ts'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import { yearOf } from '../../law/calendar.ts'
import { missingOf, picturedKinds, type DocumentKind } from '../../law/documents.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { changedSince } from '../dossiers/sealed-hashes.ts'
import type { Prisma } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { notify } from '../live/notify.ts'
import type { OriginalDeps } from '../originals/deps.ts'
import { requireOriginals } from '../originals/take-originals.ts'
import { Refusal } from '../refusal.ts'
import { changedOnSite } from '../site-files/links.ts'
import { fieldsOf } from './content/fields.ts'
import { numberText, documentOf, recordedNumber } from './content/compose.ts'
import type { Fonts } from './layout/fonts.ts'
import type { Pictures } from './layout/picture.ts'
import { printDocument } from './layout/print.ts'
import { loadPictures, type PictureDeps } from './load-pictures.ts'
import type { Material } from './material.ts'
import { readMaterial, type ReadMaterial } from './read-material.ts'

export interface DocumentDeps extends Deps, OriginalDeps, Pick<PictureDeps, 'findPrivate'> {
  readonly objects: Objects
  /** The agency's full name; empty: a line to write it on. */
  readonly agency: string
  readonly regionCode: string
  readonly fonts: () => Promise<Fonts>
}

interface Numbered {
  readonly year: number
  readonly serial: number | null
  readonly number: string
}

/** The number that people recorded, or the next of the pool: taken only when the document is. */
async function giveNumber(tx: Tx, kind: DocumentKind, material: Material): Promise<Numbered> {
  const year = yearOf(material.madeAt)
  const recorded = recordedNumber(kind, material)
  if (recorded !== null) return { year, serial: null, number: recorded }
  const { last: serial } = await tx.documentCounter.upsert({
    where: { kind_year: { kind, year } },
    create: { kind, year, last: 1 },
    update: { last: { increment: 1 } },
  })
  return { year, serial, number: numberText(kind, { year, serial }) }
}

/** Nothing half-filled, nothing of what is recorded otherwise than it was signed, and nothing for who is to read blind. */
function refuseUnfit(kind: DocumentKind, { material, dossiers, isBlind }: ReadMaterial): void {
  if (isBlind) throw new Refusal('document_withheld')
  const missing = missingOf(kind, fieldsOf(material))
  const problems = missing.map((path) => ({ path, message: 'not recorded' }))
  if (missing.length > 0) throw new Refusal('document_incomplete', { kind, missing }, problems)
  const altered = dossiers.flatMap(changedSince)
  if (altered.length > 0) throw new Refusal('ev_hash', { altered })
}

interface Making {
  readonly kind: DocumentKind
  readonly read: ReadMaterial
  readonly pictures: Pictures
  readonly fonts: Fonts
}

/** Prints the document under its number and stores it, locked as exhibits are. */
async function storePrinted({ objects, newId }: DocumentDeps, making: Making, number: string) {
  const { kind, read, pictures, fonts } = making
  const { madeAt } = read.material
  const { bytes, pages } = await printDocument(documentOf(kind, read.material, number), {
    fonts,
    pictures,
    madeAt,
  })
  const id = newId()
  const objectKey = `documents/${id}.pdf`
  const { sha256 } = hashBytes(bytes)
  const claim = { sha256, bytes: bytes.length, mime: 'application/pdf' }
  const { versionId } = await objects.put(objectKey, { bytes }, claim)
  return { id, objectKey, versionId, sha256, bytes: bytes.length, pages }
}

interface Asked {
  readonly alertId: string
  readonly kind: DocumentKind
  /** To print originals. */
  readonly permission?: string | undefined
}

/** By which permission a document prints originals; null: it prints none, or hides who is in them. */
async function originalsFor(
  deps: DocumentDeps,
  { alert, kind, permission }: Pick<Asked, 'kind' | 'permission'> & Pick<ReadMaterial, 'alert'>,
  { person }: Pick<Caller, 'person'>,
): Promise<Material['originals']> {
  if (permission === undefined || !picturedKinds.includes(kind)) return null
  const caseId = caseOf(alert)?.id ?? ''
  const { id, receiver } = await requireOriginals(deps, { caseId, personId: person.id, permission })
  return { permission: id, receiver }
}

/**
 * Makes a document of what is recorded now. Number, row and audit row stand together or not at all. The same made again is a new
 * document: the older one may have been signed and served, so it stays as it is, and the list says that a later one replaces it.
 */
export async function makeDocument(
  deps: DocumentDeps,
  { alertId, kind, permission }: Asked,
  caller: Caller,
): Promise<void> {
  const known = await readMaterial(deps, alertId, caller)
  refuseUnfit(kind, known)
  const changed = await changedOnSite(deps.db, [alertId])
  if (changed.length > 0) throw new Refusal('site_record_altered', { altered: changed })
  const { alert } = known
  const originals = await originalsFor(deps, { alert, kind, permission }, caller)
  const material = { ...known.material, originals }
  const read = { ...known, material }
  const actor = caller.person.id
  const { blocks } = documentOf(kind, material, '')
  const pictures = await loadPictures(deps, blocks, { ...read, actor })
  const making = { kind, read, pictures, fonts: await deps.fonts() }
  await deps.db.$transaction(async (tx) => {
    // Who is recused while it is printed makes none.
    await lockAlert(tx, alertId, actor)
    const numbered = await giveNumber(tx, kind, material)
    const stored = await storePrinted(deps, making, numbered.number)
    await tx.document.create({
      data: {
        ...numbered,
        ...stored,
        kind,
        alertId,
        caseId: caseOf(alert)?.id ?? null,
        showsOriginals: originals !== null,
        data: JSON.parse(JSON.stringify(material)) as Prisma.InputJsonObject,
        madeAt: new Date(material.madeAt),
        madeById: actor,
      },
    })
    await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
    const facts = {
      document: stored.id,
      documentKind: kind,
      documentNumber: numbered.number,
      sha256: stored.sha256,
      ...originals,
    }
    const subject = `alert/${alertId}`
    await appendAudit(tx, [{ at: material.madeAt, actor, action: 'document.made', subject, facts }])
  })
}
