#!/usr/bin/env node
// Verifies a Sightline case package (案件包) offline: node verify.mjs PACKAGE.zip [--key PUBLIC-KEY.pem] [--json]
// Exit codes: 0 intact, 1 altered, 2 unreadable, 3 consistent in itself but signed by nobody knows whom (no --key). Node built-ins only; the same file is in every package as verify.mjs.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'

/** The file is no zip that can be read to its end. */
export class Unreadable extends Error {}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
const crc32 = (bytes) => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const endSize = 22
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The central directory: exactly one disk, no comment, nothing behind it. */
function readDirectory(zip) {
  const end = zip.length - endSize
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50)
    throw new Unreadable('no end of a zip: truncated, or not a zip')
  const count = zip.readUInt16LE(end + 10)
  const size = zip.readUInt32LE(end + 12)
  let at = zip.readUInt32LE(end + 16)
  if (at + size !== end || count === 0xffff) throw new Unreadable('the directory of the zip is not whole')
  const start = at
  const entries = []
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50)
      throw new Unreadable('the directory of the zip is damaged')
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    entries.push({
      name: utf8.decode(zip.subarray(at + 46, at + 46 + nameSize)),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      bytes: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameSize + extraSize + commentSize
  }
  if (at !== end) throw new Unreadable('the directory of the zip is damaged')
  return { start, entries }
}

/** One member's bytes and where its record ends, or why they are not what the directory says. */
function readMember(zip, entry, limit) {
  const { name, offset, packed, method, flags } = entry
  const isHeader = offset + 30 <= limit && zip.readUInt32LE(offset) === 0x04034b50
  if (!isHeader) return { problem: 'its header in the zip is damaged', end: null }
  const nameSize = zip.readUInt16LE(offset + 26)
  const from = offset + 30 + nameSize + zip.readUInt16LE(offset + 28)
  const end = from + packed
  const isNamed = zip.subarray(offset + 30, offset + 30 + nameSize).equals(Buffer.from(name))
  if (!isNamed || zip.readUInt16LE(offset + 8) !== method || end > limit) {
    return { problem: 'its header in the zip is damaged', end: null }
  }
  const hasTrailer = (flags & 8) !== 0
  try {
    const raw = zip.subarray(from, end)
    const bytes = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(1, entry.bytes) })
    const isSame = bytes.length === entry.bytes && crc32(bytes) === entry.crc
    return isSame
      ? { bytes, end, hasTrailer }
      : { problem: 'its bytes in the zip are damaged', end, hasTrailer }
  } catch {
    return { problem: 'its bytes in the zip are damaged', end, hasTrailer }
  }
}

/** Every member by name, and what is wrong with the zip itself. Throws `Unreadable` where nothing can be said. */
export function readZip(file) {
  const zip = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const { start, entries } = readDirectory(zip)
  const members = new Map()
  const problems = []
  let expected = 0
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const { bytes, problem, end, hasTrailer } = readMember(zip, entry, start)
    const hidden = entry.offset - expected
    if (![0, ...(expected > 0 ? [12, 16, 24] : [])].includes(hidden))
      problems.push({ member: entry.name, problem: 'unlisted bytes stand before it' })
    if (problem) problems.push({ member: entry.name, problem })
    else if (members.has(entry.name)) problems.push({ member: entry.name, problem: 'it is there twice' })
    if (bytes && !members.has(entry.name)) members.set(entry.name, bytes)
    expected = end ?? entry.offset
    if (hasTrailer && end !== null && end + 12 > start)
      problems.push({ member: entry.name, problem: 'its end in the zip is damaged' })
  }
  return { members, problems }
}

const hashOf = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')
const sha256 = (bytes) => hashOf('sha256', bytes)

/** RFC 8785. */
export const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const pairs = Object.keys(value).sort()
  return `{${pairs.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

const derOf = (pem) => createPublicKey(pem).export({ type: 'spki', format: 'der' })
const keyIdOf = (pem) => sha256(derOf(pem)).slice(0, 16)
const isSigned = (bytes, signature, pem) => {
  try {
    return verify(null, bytes, createPublicKey(pem), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** A member as JSON; null, with the problem noted, where it is missing or none. */
function readJson({ members, report }, name) {
  const bytes = members.get(name)
  if (!bytes) return (report(name, 'it is missing'), null)
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return (report(name, 'it is not JSON'), null)
  }
}

/** The signed index, and that the package holds exactly what it lists. */
function checkIndex(context, trustedKeyPem) {
  const { members, report } = context
  const bytes = members.get('index.json')
  const seal = /^sha256 ([0-9a-f]{64})\nEd25519 ([A-Za-z0-9+/]{86}==)\n$/.exec(
    (members.get('index.sig') ?? '').toString('latin1'),
  )
  if (!members.has('index.sig')) report('index.sig', 'it is missing')
  const index = readJson(context, 'index.json')
  if (!index || !bytes) return null
  if (members.has('index.sig') && !seal) report('index.sig', 'it is not a signature')
  if (
    index.format !== 'sightline.package/1' ||
    !Array.isArray(index.members) ||
    typeof index.publicKeyPem !== 'string'
  ) {
    return (report('index.json', 'it is not the index of a package'), null)
  }
  if (seal) checkSeal({ report, bytes, index, seal })
  if (trustedKeyPem && !derOf(trustedKeyPem).equals(derOf(index.publicKeyPem))) {
    report('index.json', 'it is signed by another key than the one you trust')
  }
  for (const { name, bytes: size, sha256: hash } of index.members) {
    const member = members.get(name)
    if (!member) report(name, 'it is missing')
    else if (member.length !== size || sha256(member) !== hash)
      report(name, 'its bytes are not those that were packed')
  }
  const listed = new Set(index.members.map((member) => member.name))
  for (const name of members.keys()) {
    if (!listed.has(name) && name !== 'index.json' && name !== 'index.sig')
      report(name, 'it was not packed: it came later')
  }
  return index
}

/** The signature names the hash it was made over, so that it can be told which of the two was changed. */
function checkSeal({ report, bytes, index, seal }) {
  const [, hash, signature] = seal
  const signed = isSigned(bytes, signature, index.publicKeyPem)
  if (hash === sha256(bytes) && signed) return
  report(
    signed || hash === sha256(bytes) ? 'index.sig' : 'index.json',
    'the signature of the index does not fit',
  )
}

/** Fragments were hashed when they came off the wire: the segment is its init part and they, in order, nothing besides. */
function checkFragments({ report }, name, bytes, { initSha256, fragments }) {
  if (!fragments) return
  const total = fragments.reduce((sum, fragment) => sum + fragment.bytes, 0)
  let at = bytes.length - total
  if (at < 0 || (initSha256 && sha256(bytes.subarray(0, at)) !== initSha256))
    report(name, 'its first part is not what arrived')
  for (const [i, fragment] of fragments.entries()) {
    if (sha256(bytes.subarray(at, at + fragment.bytes)) !== fragment.sha256)
      return report(name, `fragment ${i} is not what arrived`)
    at += fragment.bytes
  }
}

/** One sealed stage, or a part of it: canonical, signed by the worker, every exhibit as it was sealed. */
function checkDossier(context, place) {
  const { members, report } = context
  const [stage, isSupplement] = [place.replace('-supplement', ''), place.endsWith('-supplement')]
  const folder = `dossiers/${place}/`
  const name = `${folder}manifest.json`
  const manifest = readJson(context, name)
  const [signature, pem] = ['manifest.sig', 'manifest.pub.pem'].map((file) =>
    members
      .get(folder + file)
      ?.toString('utf8')
      .trim(),
  )
  for (const file of ['manifest.sig', 'manifest.pub.pem'])
    if (!members.has(folder + file)) report(folder + file, 'it is missing')
  if (!manifest || !signature || !pem) return null
  const bytes = members.get(name)
  if (canonical(manifest) !== bytes.toString('utf8')) report(name, 'it is not in canonical form')
  if (!isSigned(bytes, signature, pem)) report(name, 'its signature does not fit')
  else if (keyIdOf(pem) !== manifest.chain?.keyId)
    report(`${folder}manifest.pub.pem`, 'it is another key than the manifest names')
  if (manifest.stage !== stage) report(name, 'it is of another stage')
  if ((manifest.link?.part === 'supplement') !== isSupplement) report(name, 'it is another part of its stage')
  const listed = new Set(['manifest.json', 'manifest.sig', 'manifest.pub.pem'].map((file) => folder + file))
  for (const exhibit of manifest.exhibits ?? []) {
    const file = folder + exhibit.name
    const content = members.get(file)
    listed.add(file)
    if (!content) report(file, 'it is missing')
    else if (content.length !== exhibit.bytes || sha256(content) !== exhibit.sha256)
      report(file, 'its SHA-256 is not the sealed one')
    else if (hashOf('sm3', content) !== exhibit.sm3) report(file, 'its SM3 is not the sealed one')
    else checkFragments(context, file, content, exhibit)
  }
  for (const file of members.keys())
    if (file.startsWith(folder) && !listed.has(file)) report(file, 'the manifest does not list it')
  return { manifest, sha256: sha256(bytes) }
}

/** A stage sealed in parts has both but for the opening, and the supplement names the first part by its hash. */
function checkParts({ report }, stage, first, supplement) {
  const name = `dossiers/${stage}-supplement/manifest.json`
  if (!first) return
  if (!supplement) {
    if (first.manifest.link && stage !== 'opened') report(name, 'it is missing')
    return
  }
  if (first.manifest.findingId !== supplement.manifest.findingId)
    return report(name, 'it is of another finding')
  if (supplement.manifest.link?.first !== first.sha256) report(name, 'it does not follow the first part')
}

/** The closing stage follows the confirming one in its worker's chain. */
function checkChain({ report }, confirmed, closed) {
  if (!confirmed || !closed) return
  const name = 'dossiers/closed/manifest.json'
  const [before, after] = [confirmed.manifest, closed.manifest]
  if (before.findingId !== after.findingId) return report(name, 'it is of another finding')
  if (before.chain.keyId !== after.chain.keyId) return
  const steps = after.chain.sequence - before.chain.sequence
  if (steps < 1) report(name, 'it was not sealed after the confirmed stage')
  if (steps === 1 && after.chain.previous !== confirmed.sha256)
    report(name, 'it does not follow the confirmed stage in the chain')
}

/** RFC 9162 §2.1.3.2: where a manifest leads by its proof. */
function rootBy(leaf, { index, size, proof }) {
  const digest = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
  let [at, last, hash] = [index, size - 1, digest(Buffer.of(0), leaf)]
  if (!(index >= 0 && index < size)) return ''
  for (const other of proof.map((hex) => Buffer.from(hex, 'hex'))) {
    if (last === 0) return ''
    if (at % 2 === 1 || at === last) {
      hash = digest(Buffer.of(1), other, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1]
    } else hash = digest(Buffer.of(1), hash, other)
    ;[at, last] = [at >> 1, last >> 1]
  }
  return last === 0 ? hash.toString('hex') : ''
}

/** Each time-stamp is over a root to which its manifest leads. That the authority signed it, and who that is, openssl says (README.txt). */
function checkStamps(context, dossiers) {
  const { members, report } = context
  const answers = new Set([...members.keys()].filter((name) => name.startsWith('stamps/')))
  const list = members.has('stamps.json') || answers.size > 0 ? readJson(context, 'stamps.json') : []
  if (!Array.isArray(list)) return []
  for (const { stage, part, sha256: hash, root, at, ...way } of list) {
    const of = `${stage}${part === 'supplement' ? '-supplement' : ''}`
    const dossier = dossiers.find(
      (one) => one?.manifest.stage === stage && (one.manifest.link?.part ?? 'whole') === part,
    )
    if (dossier?.sha256 !== hash)
      report('stamps.json', `the manifest of ${of} is another one than was stamped`)
    const isWay = Array.isArray(way.proof) && rootBy(Buffer.from(String(hash), 'hex'), way) === root
    if (!isWay) report('stamps.json', `${of} does not lead to what was stamped`)
    const name = `stamps/${of}.tsr`
    const answer = members.get(name)
    answers.delete(name)
    if (at !== null && !answer) report(name, 'it is missing')
    if (answer && !answer.includes(Buffer.from(`0420${root}`, 'hex')))
      report(name, 'it is a time-stamp of something else')
  }
  for (const name of answers) report(name, 'stamps.json does not list it')
  return list.map(({ stage, part, at, authority, root }) => ({ stage, part, at, authority, root }))
}

function checkAudit(context) {
  const entries = readJson(context, 'audit.json')?.entries
  if (!Array.isArray(entries)) return []
  let before = null
  for (const entry of entries) {
    const { hash, ...covered } = entry
    if (sha256(Buffer.from(canonical(covered))) !== hash)
      context.report('audit.json', `entry ${entry.sequence} is not what was recorded`)
    if (before && entry.sequence <= before.sequence)
      context.report('audit.json', `entry ${entry.sequence} is out of order`)
    if (before?.sequence + 1 === entry.sequence && entry.previous !== before.hash)
      context.report('audit.json', `entry ${entry.sequence} does not follow the one before`)
    before = entry
  }
  return entries
}

/** What was brought from the place: each link hangs on the one before and is in the trail, each file is as it arrived, and none besides. */
function checkOnSite(context, entries) {
  const { members, report } = context
  const folder = [...members.keys()].filter((name) => name.startsWith('on-site/'))
  const told = new Map(
    entries.flatMap(({ action, facts }) =>
      ['step.file_received', 'step.recorded'].includes(action) && facts?.siteHash
        ? [[facts.siteFile ?? facts.step, facts.siteHash]]
        : [],
    ),
  )
  const steps = members.has('steps.json') ? readJson(context, 'steps.json') : null
  const isRecorded = Array.isArray(steps) && steps.some((step) => step?.site)
  if (!members.has('on-site.json') && folder.length === 0 && !isRecorded) return
  const list = readJson(context, 'on-site.json')
  if (!list) return
  const files = new Map()
  const ends = new Map()
  for (const { hash, ...link } of Array.isArray(list.links) ? list.links : []) {
    const id = link.type === 'file' ? link.id : link.stepId
    const end = ends.get(link.alertId) ?? { sequence: 0, hash: null }
    if (sha256(Buffer.from(canonical(link))) !== hash)
      report('on-site.json', `${id} is not what was recorded`)
    if (link.sequence !== end.sequence + 1 || link.previous !== end.hash)
      report('on-site.json', `${id} does not follow the one before`)
    if (told.get(id) !== hash) report('on-site.json', `the trail does not tell of ${id}`)
    ends.set(link.alertId, { sequence: link.sequence, hash })
    if (link.type === 'file') files.set(id, link)
    else checkStepSaid(context, steps, link)
  }
  const named = (list.links ?? []).flatMap((link) => (link.type === 'record' ? link.files : []))
  const wanted = new Set(named.map(({ id }) => id).filter((id) => !(list.expired ?? []).includes(id)))
  const nameOf = (id) => `on-site/${id}.${String(files.get(id)?.objectKey).split('.').at(-1)}`
  for (const id of wanted) {
    const file = files.get(id)
    if (!file) {
      report('on-site.json', `it does not list ${id}`)
      continue
    }
    const content = members.get(nameOf(id))
    if (!content) report(nameOf(id), 'it is missing')
    else if (content.length !== file.bytes || sha256(content) !== file.sha256)
      report(nameOf(id), 'its SHA-256 is not that with which it arrived')
    else if (hashOf('sm3', content) !== file.sm3)
      report(nameOf(id), 'its SM3 is not that with which it arrived')
  }
  const expected = new Set([...wanted].map(nameOf))
  for (const name of folder) if (!expected.has(name)) report(name, 'no on-site record names it')
}

/** By what the pictures were judged when they arrived, and the sign of their source, are what the trail tells of: none is missing and none besides. */
function checkProfile({ members, report }, entries) {
  const told = entries.findLast(({ action, facts }) => action === 'dossier.received' && facts?.profileSha256)
  const wanted = { 'profile.json': told?.facts.profileSha256, 'sign.jpg': told?.facts.signSha256 }
  for (const [name, hash] of Object.entries(wanted)) {
    const bytes = members.get(name)
    if (hash && !bytes) report(name, 'it is missing')
    else if (bytes && sha256(bytes) !== hash) report(name, 'it is not what the trail tells of')
  }
}

/** What steps.json tells of a step is what was sealed of it. */
function checkStepSaid({ report }, steps, { stepId, step, files, personsPresent, noPictureReason }) {
  const said = Array.isArray(steps) ? steps.find((one) => one?.id === stepId) : undefined
  if (!said) return report('steps.json', `it does not tell of ${stepId}`)
  const isSame =
    ['kind', 'at', 'doneBy', 'text', 'documentNumber', 'dueAt', 'complied', 'recordedAt'].every(
      (key) => said[key] === step?.[key],
    ) &&
    said.site?.personsPresent === personsPresent &&
    said.site?.noPictureReason === noPictureReason &&
    canonical((said.site?.files ?? []).map(({ id }) => id).sort()) ===
      canonical((files ?? []).map(({ id }) => id).sort())
  if (!isSame) report('steps.json', `${stepId} is not what was sealed`)
}

/** The case says of itself what its trail says of it. */
function checkCase(context, { index, entries, confirmed }) {
  const theCase = readJson(context, 'case.json')
  const all = readJson(context, 'reviews.json')
  const isOfRound = (one) => theCase?.round === undefined || one.round === theCase.round
  const reviews = Array.isArray(all) ? all.filter(isOfRound) : all
  // Until 2026-11 packages called filed what two officers had agreed on.
  const filed =
    entries.find((entry) => entry.action === 'case.proposed' && entry.facts?.number === theCase?.number) ??
    entries.find((entry) => entry.action === 'case.filed')
  if (theCase && index && theCase.number !== index.caseNumber)
    context.report('case.json', 'its number is not that of the index')
  if (theCase && filed?.facts?.number !== theCase.number)
    context.report('audit.json', 'it does not tell of this case')
  if (theCase && confirmed && theCase.openedAt !== confirmed.manifest.finding?.openedAt)
    context.report('case.json', 'it is of another finding')
  const officers = new Set(
    (Array.isArray(reviews) ? reviews : [])
      .filter((one) => one.verdict === 'confirm')
      .map((one) => one.officer?.id),
  )
  if (reviews && officers.size < 2) context.report('reviews.json', 'not two different officers confirmed')
  const recorded = new Set(
    entries.filter((entry) => entry.action === 'review.confirm').map((entry) => entry.actor),
  )
  if (reviews && [...officers].some((id) => !recorded.has(id)))
    context.report('reviews.json', 'the trail does not tell of these reviews')
  if (theCase && Array.isArray(reviews)) checkPlates(context, { theCase, reviews, entries, filed })
  return theCase
}

/** The plate of the case is that of its filing and of an officer who confirmed; each officer's is what the trail tells. */
function checkPlates({ report }, { theCase, reviews, entries, filed }) {
  const differs = (told, plate) => told !== undefined && (told ?? null) !== (plate ?? null)
  const confirmed = reviews.filter((one) => one.verdict === 'confirm')
  const isTyped = !theCase.plate || confirmed.some((one) => one.plate === theCase.plate)
  if (differs(filed?.facts?.plate, theCase.plate) || !isTyped)
    report('case.json', 'its plate is not that which officers confirmed')
  const told = new Map(
    entries.filter((one) => one.action === 'review.confirm').map((one) => [one.actor, one.facts?.plate]),
  )
  if (confirmed.some(({ officer, plate }) => differs(told.get(officer?.id), plate)))
    report('reviews.json', 'their plates are not those that the trail tells of')
}

/** Everything that is wrong with the members of a package; none: it is what was packed, and what was sealed. Pure. */
export function verifyMembers(members, { trustedKeyPem = null, problems = [] } = {}) {
  const found = [...problems]
  const report = (member, problem) => void found.push({ member, problem })
  const context = { members, report }
  const index = checkIndex(context, trustedKeyPem)
  const hasAny = (place) => [...members.keys()].some((name) => name.startsWith(`dossiers/${place}/`))
  const ifThere = (place) => (hasAny(place) ? checkDossier(context, place) : null)
  const confirmed = checkDossier(context, 'confirmed')
  const [opened, closed] = [ifThere('opened'), ifThere('closed')]
  const [confirmedRest, closedRest] = [ifThere('confirmed-supplement'), ifThere('closed-supplement')]
  checkParts(context, 'opened', opened, null)
  checkParts(context, 'confirmed', confirmed, confirmedRest)
  checkParts(context, 'closed', closed, closedRest)
  checkChain(context, confirmed, closed)
  const entries = checkAudit(context)
  checkOnSite(context, entries)
  const stamps = checkStamps(context, [opened, confirmed, confirmedRest, closed, closedRest])
  checkProfile(context, entries)
  const theCase = checkCase(context, { index, entries, confirmed })
  const stages = [opened, confirmed, confirmedRest, closed, closedRest].flatMap((one) =>
    one
      ? [
          {
            stage: one.manifest.stage,
            part: one.manifest.link?.part ?? 'whole',
            sealedAt: one.manifest.sealedAt,
            standing: one.manifest.standing,
            exhibits: one.manifest.exhibits.length,
            keyId: one.manifest.chain.keyId,
          },
        ]
      : [],
  )
  return {
    status: found.length > 0 ? 'altered' : trustedKeyPem === null ? 'signer_unknown' : 'intact',
    problems: found,
    caseNumber: index?.caseNumber ?? null,
    madeAt: index?.madeAt ?? null,
    madeBy: index?.madeBy ?? null,
    keyId: index?.keyId ?? null,
    isKeyTrusted:
      trustedKeyPem !== null &&
      found.every(
        ({ problem }) => !problem.includes('key you trust') && !problem.includes('another key than the one'),
      ),
    plate: theCase?.plate ?? null,
    members: members.size,
    stages,
    stamps,
  }
}

/** A package as a file. */
export function verifyPackage(file, { trustedKeyPem = null } = {}) {
  try {
    const { members, problems } = readZip(file)
    return verifyMembers(members, { trustedKeyPem, problems })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return {
      status: 'unreadable',
      problems: [{ member: '', problem: error.message }],
      caseNumber: null,
      madeAt: null,
      madeBy: null,
      keyId: null,
      isKeyTrusted: false,
      plate: null,
      members: 0,
      stages: [],
      stamps: [],
    }
  }
}

const results = {
  intact: '完整，未发现任何改动 / INTACT: every byte is what was sealed and packed',
  signer_unknown:
    '内部一致，但签署者未知：整包重做者也能通过，请用 --key 给出机关公钥 / CONSISTENT IN ITSELF, SIGNER UNKNOWN: whoever made all of it anew would pass; give the agency’s key with --key',
  altered: '已被改动 / ALTERED',
  unreadable: '无法读取 / UNREADABLE',
}
const timeOf = (at) =>
  at === null ? '-' : new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }) + ' +08:00'

/** What a person reads: Chinese first. The first changed file stands first. */
export function formatSheet(report) {
  const key = report.isKeyTrusted
    ? '与所给公钥一致 / is the key you gave'
    : '未与可信公钥比对，请用 --key / not compared with a key you trust: use --key'
  return [
    '案件包核验 / Verification of a case package',
    `结果 / Result:      ${results[report.status]}`,
    `编号 / Case:        ${report.caseNumber ?? '-'}`,
    `号牌 / Plate:       ${report.plate ?? '-'}`,
    `导出 / Exported:    ${timeOf(report.madeAt)} (${report.madeBy ?? '-'})`,
    `公钥 / Key:         ${report.keyId ?? '-'} (${key})`,
    `文件 / Files:       ${report.members}`,
    ...report.stages.map(
      (one) =>
        `封存 / Sealed:      ${one.stage}${one.part === 'whole' ? '' : ` (${one.part})`} ${timeOf(one.sealedAt)}, ${one.exhibits} 件 exhibits, ${one.standing === 'clue' ? '仅为线索 clue only' : '证据 evidence'}, ${one.keyId}`,
    ),
    ...report.stamps.map(
      ({ stage, part, at, authority, root }) =>
        `时间戳 / Stamped:   ${stage}${part === 'whole' ? '' : ` (${part})`} ${at === null ? '尚未取得 / still awaited' : `${timeOf(at)}, ${authority}; 请用 openssl 核对 / check with openssl: -digest ${root}`}`,
    ),
    ...(report.problems[0]?.member ? [`首个改动 / First changed file: ${report.problems[0].member}`] : []),
    ...report.problems.map(({ member, problem }) => `  - ${member || '(zip)'}: ${problem}`),
  ].join('\n')
}

export const exitCodeOf = { intact: 0, altered: 1, unreadable: 2, signer_unknown: 3 }

const options = ['--key', '--json', '--help']

/** The command line; answers the exit code. An option that is none is refused: who mistyped `--key` compared with no key. */
export function runVerify(args, say) {
  const unknown = args.find((arg) => arg.startsWith('-') && !options.includes(arg))
  if (unknown) return (say(`未知选项 / unknown option: ${unknown}`), 2)
  const keyAt = args.indexOf('--key')
  const [path] = args.filter((arg, i) => !arg.startsWith('--') && (keyAt < 0 || i !== keyAt + 1))
  if (!path || args.includes('--help'))
    return (say('usage: verify PACKAGE.zip [--key PUBLIC-KEY.pem] [--json]'), path ? 0 : 2)
  try {
    const trustedKeyPem = keyAt < 0 ? null : readFileSync(args[keyAt + 1] ?? '', 'utf8')
    if (trustedKeyPem) createPublicKey(trustedKeyPem)
    const report = verifyPackage(readFileSync(path), { trustedKeyPem })
    say(args.includes('--json') ? JSON.stringify(report, null, 2) : formatSheet(report))
    return exitCodeOf[report.status]
  } catch (error) {
    say(`无法读取 / UNREADABLE: ${error.message}`)
    return 2
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = runVerify(process.argv.slice(2), (text) => process.stdout.write(`${text}\n`))
}
