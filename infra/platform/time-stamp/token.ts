import { createHash, verify, X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import { digestOids } from './question.ts'

/** Why an answer of an authority is no time-stamp of what was asked. */
export const stampFaults = [
  'not_der',
  'refused',
  'no_token',
  'other_digest',
  'other_nonce',
  'content_changed',
  'no_signer',
  'bad_signature',
  'not_for_stamping',
  'not_valid_then',
  'untrusted',
] as const
export type StampFault = (typeof stampFaults)[number]

export class StampError extends Error {
  readonly fault: StampFault
  constructor(fault: StampFault) {
    super(`the time-stamp does not hold: ${fault}`)
    this.fault = fault
  }
}

/** What a court reads off a time-stamp. */
export interface Stamped {
  /** Epoch ms, of the authority's clock. */
  readonly at: number
  /** Lower-case hex. */
  readonly serial: string
  /** Subject of the certificate that signed, on one line. */
  readonly authority: string
}

export interface Asked {
  /** SHA-256 that must have been stamped. */
  readonly digest: Uint8Array
  /** Must be in the answer; null where a stored one is checked again. */
  readonly nonce: Uint8Array | null
  /** Certificates of the authorities that are trusted. Empty: whoever signed is taken, and nobody vouches for them. */
  readonly roots: readonly X509Certificate[]
}

const oids = {
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const
const names: ReadonlyMap<string, string> = new Map(
  Object.entries(digestOids).map(([name, oid]) => [oid, name]),
)

const fail = (fault: StampFault): never => {
  throw new StampError(fault)
}
const isTagged = (block: asn1.AsnType, number: number): boolean =>
  block.idBlock.tagClass === 3 && block.idBlock.tagNumber === number
const oidOf = (block: asn1.AsnType | undefined): string =>
  block instanceof asn1.ObjectIdentifier ? block.valueBlock.toString() : ''
const partsOf = (block: asn1.AsnType | undefined): asn1.AsnType[] =>
  block instanceof asn1.Constructed ? block.valueBlock.value : []
const bytesOf = (block: asn1.AsnType | undefined): Buffer => {
  if (block instanceof asn1.OctetString && block.valueBlock.isConstructed)
    return Buffer.concat(block.valueBlock.value.map(bytesOf))
  return block instanceof asn1.OctetString || block instanceof asn1.Integer
    ? Buffer.from(block.valueBlock.valueHexView)
    : Buffer.alloc(0)
}
const encoded = (block: asn1.AsnType): Buffer => Buffer.from(block.valueBeforeDecodeView)
const parse = (der: Uint8Array): asn1.AsnType => {
  const { offset, result } = asn1.fromBER(new Uint8Array(der).buffer)
  return offset < 0 ? fail('not_der') : result
}
const hashNamed = (block: asn1.AsnType | undefined): string =>
  names.get(oidOf(partsOf(block)[0])) ?? fail('no_signer')

/** The answer's status and its content: TimeStampResp, ContentInfo, SignedData (RFC 3161 §2.4.2, RFC 5652 §5.1). */
function signedDataOf(answer: Uint8Array): asn1.AsnType[] {
  const [status, token] = partsOf(parse(answer))
  const code = partsOf(status)[0]
  if (!(code instanceof asn1.Integer)) fail('not_der')
  if (bytesOf(code).some((byte) => byte > 1) || !token) fail('refused')
  return partsOf(partsOf(partsOf(token)[1])[0])
}

interface Info {
  readonly at: number
  readonly serial: string
}
/** TSTInfo (RFC 3161 §2.4.2), which must speak of what was asked. */
function readInfo(info: Buffer, { digest, nonce }: Asked): Info {
  const [, , imprint, serial, time, ...rest] = partsOf(parse(info))
  const [algorithm, stamped] = partsOf(imprint)
  if (names.get(oidOf(partsOf(algorithm)[0])) !== 'sha256' || !bytesOf(stamped).equals(digest))
    fail('other_digest')
  const theirs = rest.find((block) => block instanceof asn1.Integer)
  if (nonce && !bytesOf(theirs).equals(nonce)) fail('other_nonce')
  if (!(time instanceof asn1.GeneralizedTime)) return fail('not_der')
  return { at: time.toDate().getTime(), serial: bytesOf(serial).toString('hex') }
}

/** The certificate that the signature itself names (ESSCertIDv2, RFC 5816), so that none can be put in its place. */
function signerOf(
  named: asn1.AsnType | undefined,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const id = partsOf(partsOf(partsOf(named)[0])[0])
  const isDefault = id[0] instanceof asn1.OctetString
  const hash = isDefault ? 'sha256' : hashNamed(id[0])
  const wanted = bytesOf(isDefault ? id[0] : id[1])
  const found = certificates.find(({ raw }) => createHash(hash).update(raw).digest().equals(wanted))
  return found ?? fail('no_signer')
}

/** Every certificate up to one that is trusted was valid then and signed by the next. */
function checkChain(
  signer: X509Certificate,
  {
    certificates,
    roots,
    at,
  }: { certificates: readonly X509Certificate[]; roots: readonly X509Certificate[]; at: number },
): void {
  let one = signer
  for (let depth = 0; depth <= 4; depth += 1) {
    if (at < Date.parse(one.validFrom) || at > Date.parse(one.validTo)) fail('not_valid_then')
    const isSignedBy = (other: X509Certificate) =>
      other.ca && one.checkIssued(other) && one.verify(other.publicKey)
    const isTrusted = roots.some((root) => root.fingerprint256 === one.fingerprint256 || isSignedBy(root))
    if (isTrusted) return
    const above = certificates.find(
      (other) => other.fingerprint256 !== one.fingerprint256 && isSignedBy(other),
    )
    if (!above) fail('untrusted')
    else one = above
  }
  fail('untrusted')
}

/**
 * Holds an authority's answer (a TimeStampResp, DER) against what was asked: status, digest, nonce, what was signed, the
 * certificate that signed, its purpose and its chain (RFC 3161 §2.2 to §2.4, RFC 5816). Throws `StampError` with the first
 * that fails. Signatures are checked by node:crypto (RSA, ECDSA, Ed25519); one by SM2 is not.
 */
export function readStamp(answer: Uint8Array, asked: Asked): Stamped {
  const signed = signedDataOf(answer)
  const [type, content] = partsOf(signed[2])
  if (oidOf(type) !== oids.tstInfo) fail('no_token')
  const info = bytesOf(partsOf(content)[0])
  const { at, serial } = readInfo(info, asked)
  const certificates = signed
    .filter((block) => isTagged(block, 0))
    .flatMap(partsOf)
    .map((block) => new X509Certificate(encoded(block)))
  const signer = partsOf(partsOf(signed.at(-1))[0])
  const attributes = signer.find((block) => isTagged(block, 0))
  if (!attributes) return fail('no_signer')
  const attribute = (oid: string) =>
    partsOf(partsOf(partsOf(attributes).find((one) => oidOf(partsOf(one)[0]) === oid))[1])[0]
  const hash = hashNamed(signer[2])
  if (!bytesOf(attribute(oids.messageDigest)).equals(createHash(hash).update(info).digest()))
    fail('content_changed')
  const own = signerOf(attribute(oids.signingCertificateV2), certificates)
  // Stored as [0], signed as a SET (RFC 5652 §5.4).
  const data = encoded(attributes)
  data[0] = 0x31
  const signature = bytesOf(signer.filter((block) => block instanceof asn1.OctetString).at(-1))
  if (!isSigned(hash, data, { key: own, signature })) fail('bad_signature')
  if (own.keyUsage?.join() !== oids.timeStamping) fail('not_for_stamping')
  if (asked.roots.length > 0) checkChain(own, { certificates, roots: asked.roots, at })
  return { at, serial, authority: own.subject.split('\n').join(', ') }
}

function isSigned(hash: string, data: Buffer, by: { key: X509Certificate; signature: Buffer }): boolean {
  try {
    return verify(hash, data, by.key.publicKey, by.signature)
  } catch {
    return false
  }
}
