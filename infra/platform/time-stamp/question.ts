import * as asn1 from 'asn1js'

/** Object identifiers of what is hashed with. SHA-256 is asked for; others may sign the answer. */
export const digestOids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sm3: '1.2.156.10197.1.401',
} as const

const sequence = (...value: asn1.AsnType[]) => new asn1.Sequence({ value })
const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

/** A positive number of 8 bytes, without a leading zero that DER would drop. `random`: 8 bytes. */
export function toNonce(random: Uint8Array): Buffer {
  const nonce = Buffer.from(random)
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  return nonce
}

/** The query of RFC 3161 §2.4.1, DER: a time for this SHA-256 digest, with the authority's certificates. */
export function questionOf(digest: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = sequence(new asn1.ObjectIdentifier({ value: digestOids.sha256 }), new asn1.Null())
  const imprint = sequence(algorithm, new asn1.OctetString({ valueHex: exact(digest) }))
  const query = sequence(
    new asn1.Integer({ value: 1 }),
    imprint,
    new asn1.Integer({ valueHex: exact(nonce) }),
    new asn1.Boolean({ value: true }),
  )
  return Buffer.from(query.toBER())
}
