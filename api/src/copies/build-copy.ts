import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Signer } from '@sightline/infra/platform/sign'
import type { CopyLeftOut } from '../../contract/originals.ts'
import type { CaseRow } from '../cases/store.ts'
import type { FindPrivate } from '../hiding/find-private.ts'
import { hideStill } from '../hiding/hide-still.ts'
import { readSealedFinding, type ReadDeps, type Sealed, type Still } from '../hiding/read-finding.ts'
import { encodeStamped } from '../hiding/stamp.ts'
import { maskHistory, type MaskHistory } from '../masks/store.ts'
import { Refusal } from '../refusal.ts'
import { copySheet, markOf, stampLines, type CopyOf, type CopyPicture } from './copy-texts.ts'
import type { LeftOut } from './store.ts'

/** So many pictures at most: a case has a dozen. */
const mostPictures = 60

export interface CopyDeps extends ReadDeps {
  readonly findPrivate: FindPrivate
  readonly signer: Signer
}

export interface Building {
  readonly copy: CopyOf
  readonly theCase: CaseRow
  readonly signal: AbortSignal
  readonly onProgress: (done: number, of: number) => void
}

export interface BuiltCopy {
  readonly zip: Buffer
  readonly pictures: number
  readonly leftOut: LeftOut
}

interface Made extends CopyPicture {
  readonly content: Buffer
}

async function madeOf(
  deps: CopyDeps,
  { copy, theCase }: Building,
  { still, sealed, masks }: { readonly still: Still; readonly sealed: Sealed; readonly masks: MaskHistory },
): Promise<Made | CopyLeftOut> {
  const { findPrivate } = deps
  const hidden = await hideStill(still, {
    findPrivate,
    frames: sealed.frames,
    plate: theCase.plate,
    masks,
    turn: sealed.manifest.source.turn ?? 0,
  })
  if (typeof hidden === 'string') return hidden
  const { bytes: content } = await encodeStamped(hidden.raster, {
    mark: markOf(copy),
    lines: stampLines(copy, theCase.number, still),
    of: still.sha256,
  })
  return {
    content,
    ...hashBytesOf(content),
    file: `pictures/${still.name.replaceAll('/', '-')}`,
    derivedFrom: { exhibit: still.name, sha256: still.sha256, at: still.at },
    hidden: hidden.parts,
    showsPlate: hidden.showsPlate,
  }
}

const hashBytesOf = (content: Uint8Array) => {
  const { sha256, bytes } = hashBytes(content)
  return { sha256, bytes }
}

/** What of a case is no whole still is left out, and said. */
async function countOthers({ db }: ReadDeps, findingId: string, stills: number): Promise<LeftOut> {
  const of = { dossier: { findingId, stage: { in: ['confirmed' as const, 'closed' as const] } } }
  const recording = await db.exhibit.count({ where: { ...of, role: 'segment' } })
  const all = await db.exhibit.count({ where: of })
  const onSite = await db.siteFile.count({ where: { alert: { findingId }, records: { some: {} } } })
  return { recording, cut_out: all - recording - stills, on_site: onSite }
}

/** The files of a copy as a zip: pictures, a page for people, and a signed list that names the original of each. */
async function packed(
  { signer }: CopyDeps,
  { copy, theCase }: Building,
  { made, leftOut }: { readonly made: readonly Made[]; readonly leftOut: LeftOut },
): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  const options = { mtime: new Date(copy.madeAt), mode: 0o100_644, forceDosTimestamp: true }
  const pictures = made.map(({ content: _, ...picture }) => picture)
  const sheet = Buffer.from(copySheet({ copy, theCase, pictures, leftOut }), 'utf8')
  const { keyId, publicKeyPem } = signer
  const index = canonicalBytes({
    format: 'sightline.copy/1',
    isOriginal: false,
    caseNumber: theCase.number,
    ...copy,
    keyId,
    publicKeyPem,
    sheet: hashBytesOf(sheet),
    pictures,
    leftOut,
  })
  zip.addBuffer(Buffer.from(index), 'index.json', options)
  zip.addBuffer(Buffer.from(`Ed25519 ${signer.sign(index)}\n`, 'latin1'), 'index.sig', options)
  zip.addBuffer(sheet, 'sheet.html', options)
  for (const { file, content } of made) zip.addBuffer(content, file, { ...options, compress: false })
  zip.end()
  return buffer(zip.outputStream)
}

/**
 * Every whole still of the case as a picture in which nobody but the accused's plate is to be recognised. A picture of which
 * nobody can say that is left out; without a single one there is no copy (`copy_nothing`).
 */
export async function buildCopy(deps: CopyDeps, building: Building): Promise<BuiltCopy> {
  const { theCase, signal, onProgress } = building
  const { findingId } = theCase.alert
  const sealed = await readSealedFinding(deps, findingId)
  if (!sealed) throw new Refusal('ev_hash', { altered: [findingId] })
  const stills = sealed.stills.slice(0, mostPictures)
  const leftOut: LeftOut = {}
  const count = (reason: CopyLeftOut, n = 1): void => {
    if (n > 0) leftOut[reason] = (leftOut[reason] ?? 0) + n
  }
  const masks = await maskHistory(deps.db, theCase.alert.sourceId)
  const made: Made[] = []
  for (const [i, still] of stills.entries()) {
    signal.throwIfAborted()
    onProgress(i, stills.length)
    const picture = await madeOf(deps, building, { still, sealed, masks })
    if (typeof picture === 'string') count(picture)
    else made.push(picture)
  }
  const others = await countOthers(deps, findingId, sealed.stills.length)
  for (const reason of ['recording', 'cut_out', 'on_site'] as const) count(reason, others[reason])
  if (made.length === 0) throw new Refusal('copy_nothing', { ...leftOut })
  return { zip: await packed(deps, building, { made, leftOut }), pictures: made.length, leftOut }
}
