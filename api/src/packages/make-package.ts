import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import yazl from 'yazl'
import type { PackageIndex } from '../../contract/cases.ts'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Signer } from '@sightline/infra/platform/sign'
import type { DetailDeps } from '../alerts/detail.ts'
import { lockAlert, toReview } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { changedSince } from '../dossiers/sealed-hashes.ts'
import { findKeptExhibit, openExhibit } from '../exhibits/serve.ts'
import { refuseExpired } from '../keeping/expired.ts'
import type { Viewer } from '../http/caller.ts'
import { Refusal } from '../refusal.ts'
import { stampName } from '../stamps/view.ts'
import { openWhole } from '../site-files/serve.ts'
import { collect, type Collected } from './collect.ts'
import { nameInPackage, onSiteList, type PackedFile } from './on-site-members.ts'
import { readmeText, sheetHtml } from './package-texts.ts'
import { refuseAlteredBytes, type StoredMember } from './refuse-altered-bytes.ts'

/** Who makes a package, and by which permission they take it out; when it is frozen nobody takes anything out. */
export type Taker = Viewer & { readonly taken?: { readonly permission: string; readonly receiver: string } }

export type PackageDeps = Deps & DetailDeps & { readonly signer: Signer }

/** A member of the package: bytes at hand, or an exhibit that is read when its turn comes. */
type Member = { readonly name: string } & (
  { readonly bytes: Uint8Array } | { readonly exhibit: ExhibitRow } | { readonly siteFile: PackedFile }
)
type ExhibitRow = Collected['dossiers'][number]['exhibits'][number]

function dossierMembers({ dossiers }: Collected): Member[] {
  return dossiers.flatMap(({ stage, part, manifest, signature, key, exhibits }): Member[] => {
    const folder = `dossiers/${stage}${part === 'supplement' ? '-supplement' : ''}/`
    const text = (name: string, content: string) => ({
      name: folder + name,
      bytes: Buffer.from(content, 'utf8'),
    })
    return [
      text('manifest.json', manifest),
      text('manifest.sig', `${signature}\n`),
      text('manifest.pub.pem', key.publicKeyPem),
      ...exhibits.map((exhibit) => ({ name: folder + exhibit.name, exhibit })),
    ]
  })
}

/** What officers brought from the place, and the chain that it hangs on; nothing where nothing was recorded there. */
function onSiteMembers({ onSite }: Collected): Member[] {
  if (onSite.links.length === 0) return []
  const files = onSite.files.map((siteFile) => ({ name: nameInPackage(siteFile), siteFile }))
  return [{ name: 'on-site.json', bytes: canonicalBytes(onSiteList(onSite)) }, ...files]
}

/** By when its dossiers are shown to have been there: what leads to the authority's answer, and the answer as it came. */
function stampMembers({ stamps }: Collected): Member[] {
  if (stamps.length === 0) return []
  const list = stamps.map(({ answer: _answer, ...stamp }) => stamp)
  const answers = stamps.flatMap(({ stage, part, answer }) =>
    answer === null ? [] : [{ name: stampName({ stage, part }), bytes: Buffer.from(answer, 'base64') }],
  )
  return [{ name: 'stamps.json', bytes: canonicalBytes(list) }, ...answers]
}

const listed = (member: Member): PackageIndex['members'][number] => {
  const stored = 'exhibit' in member ? member.exhibit : 'siteFile' in member ? member.siteFile : null
  const { bytes, sha256 } = stored ?? hashBytes('bytes' in member ? member.bytes : Buffer.alloc(0))
  return { name: member.name, bytes, sha256 }
}

/** The page for people is made last of the members: it lists the others. */
function sheetMember(
  collected: Collected,
  members: readonly Member[],
  made: Pick<PackageIndex, 'madeAt' | 'madeBy'>,
) {
  const { theCase, row, entries, people, reviews, steps: handling } = collected
  const nameOf = new Map(people.map((person) => [person.id, person.name]))
  const isStill = (member: Member) =>
    'exhibit' in member
      ? member.exhibit.role === 'still'
      : /^(sign|on-site\/.*)\.(jpg|png)$/.test(member.name)
  const html = sheetHtml({
    theCase,
    closedAt: row.alert.closedAt?.getTime() ?? null,
    ...made,
    steps: entries.map(({ at, actor, action }) => ({ at, actor: nameOf.get(actor) ?? actor, action })),
    reviews: reviews.map(toReview),
    handling,
    members: members.map(listed),
    pictures: members.filter(isStill).map((member) => member.name),
  })
  return { name: 'sheet.html', bytes: Buffer.from(html, 'utf8') }
}

async function membersOf(
  collected: Collected,
  made: Pick<PackageIndex, 'madeAt' | 'madeBy'>,
): Promise<Member[]> {
  const { theCase, reviews, steps, entries } = collected
  const json = (name: string, value: unknown) => ({ name, bytes: canonicalBytes(value) })
  const verifier = await readFile(join(import.meta.dirname, 'verify-package.mjs'))
  const members = [
    ...dossierMembers(collected),
    json('case.json', theCase),
    json(
      'reviews.json',
      reviews.map((review) => ({ ...toReview(review), certificateNumber: review.certificateNumber })),
    ),
    json('steps.json', steps),
    ...onSiteMembers(collected),
    ...stampMembers(collected),
    ...collected.judged,
    json('audit.json', { entries }),
    { name: 'verify.mjs', bytes: verifier },
    { name: 'README.txt', bytes: Buffer.from(readmeText(theCase.number), 'utf8') },
  ]
  return [...members, sheetMember(collected, members, made)]
}

/** The signature names the hash it was made over: it can then be told whether index or signature was changed. */
function indexMembers({ signer }: PackageDeps, index: PackageIndex): Member[] {
  const bytes = canonicalBytes(index)
  const seal = `sha256 ${hashBytes(bytes).sha256}\nEd25519 ${signer.sign(bytes)}\n`
  return [
    { name: 'index.json', bytes },
    { name: 'index.sig', bytes: Buffer.from(seal, 'latin1') },
  ]
}

async function openMember(
  deps: PackageDeps,
  member: Exclude<Member, { readonly bytes: Uint8Array }>,
  actor: string,
): Promise<Readable> {
  if ('siteFile' in member) return openWhole(deps, member.siteFile, actor)
  const exhibit = await findKeptExhibit(deps, member.exhibit.id)
  return openExhibit(deps, { exhibit, actor })
}

/** Exhibits are read one at a time, when the reader has taken what came before, and checked on the way. */
function toZip(
  deps: PackageDeps,
  members: readonly Member[],
  { madeAt, actor }: { madeAt: number; actor: string },
): Readable {
  const zip = new yazl.ZipFile()
  const out = new PassThrough()
  const fail = (error: Error) => out.destroy(error)
  zip.on('error', fail)
  const options = { mtime: new Date(madeAt), mode: 0o100_644, forceDosTimestamp: true }
  for (const member of members) {
    if ('bytes' in member) {
      zip.addBuffer(Buffer.from(member.bytes), member.name, { ...options, compress: true })
      continue
    }
    zip.addReadStreamLazy(member.name, { ...options, compress: false }, (give) => {
      openMember(deps, member, actor).then(
        (stream) => give(null, stream.once('error', fail)),
        (error: unknown) => give(error instanceof Error ? error : new Error(String(error)), out),
      )
    })
  }
  zip.end()
  return zip.outputStream.pipe(out)
}

/** Nothing is packed under our signature that is recorded otherwise than its worker signed it. */
function refuseChanged({ dossiers }: Collected): void {
  const altered = dossiers.flatMap(changedSince)
  if (altered.length > 0) throw new Refusal('ev_hash', { altered })
}

/** All that is read from the store for it. */
const storedOf = ({ dossiers, onSite }: Collected): StoredMember[] => [
  ...dossiers.flatMap(({ exhibits }) => exhibits),
  ...onSite.files.map((file) => ({ ...file, name: nameInPackage(file) })),
]

/**
 * The whole case in one signed zip, recorded before its first byte leaves. Who takes it out is refused what was altered (`ev_hash`)
 * before that byte, for everything is read once before; what is altered between breaks the stream off.
 */
export async function makePackage(
  deps: PackageDeps,
  caseId: string,
  { person, address, taken }: Taker,
): Promise<{ number: string; stream: Readable }> {
  const collected = await collect(deps, caseId)
  refuseChanged(collected)
  await refuseExpired(deps.db, collected.row.alert.findingId)
  if (taken)
    await refuseAlteredBytes(deps, {
      alertId: collected.row.alertId,
      stored: storedOf(collected),
      actor: person.id,
    })
  const { number } = collected.theCase
  const made = { madeAt: deps.now(), madeBy: person.name }
  const members = await membersOf(collected, made)
  const { keyId, publicKeyPem } = deps.signer
  const signedBy = { keyId, publicKeyPem }
  const listing = { format: 'sightline.package/1' as const, caseNumber: number, ...made, ...signedBy }
  const [index, seal] = indexMembers(deps, { ...listing, members: members.map(listed) })
  if (!index || !seal) throw new Error('a package has an index and its signature')
  const facts = { number, indexSha256: listed(index).sha256, members: members.length, address, ...taken }
  const entry = { actor: person.id, action: 'package.exported' as const, subject: `case/${caseId}`, facts }
  await deps.db.$transaction(async (tx) => {
    await lockAlert(tx, collected.row.alertId, person.id)
    await appendAudit(tx, [{ at: made.madeAt, ...entry }])
  })
  const { madeAt } = made
  return { number, stream: toZip(deps, [index, seal, ...members], { madeAt, actor: person.id }) }
}
