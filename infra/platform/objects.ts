import type { Readable } from 'node:stream'
import { CodedError } from './error.ts'

export type ObjectBody = { readonly path: string } | { readonly bytes: Uint8Array }

/** What the sealer says the object is; a store refuses anything else. */
export interface ObjectClaim {
  /** Lower-case hex. */
  sha256: string
  bytes: number
  mime: string
}

export interface ObjectFacts {
  sha256: string
  bytes: number
  mime: string
}

/** What is there: in S3 each version of a key. */
export interface Listed {
  readonly key: string
  readonly versionId: string | null
  readonly bytes: number
  /** When it came to lie there, by the store, epoch ms. */
  readonly at: number
  /** No object: somebody marked the key as deleted here. */
  readonly isMark: boolean
}

/** What keeps an object in its store besides our own word. */
export interface ObjectLock {
  /** Nobody deletes it before, epoch ms; null: nothing keeps it by time. */
  readonly until: number | null
  /** A legal hold: nobody deletes it while that is on. */
  readonly isHeld: boolean
  /** The store's own clock when it said so: by it one of ours that jumped is found out. */
  readonly at: number
}

/** Both ends inclusive, as in HTTP. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Evidence at rest: written once, never changed, and deleted only by `expire`, when no lock stands any more; what may be
 * discarded is the file of a model, or an export of training data, and nothing else. One behaviour, two stores (a folder, S3),
 * one test suite. Keys are the same in both. `versionId` is what this store answered to the put and nothing else: null from a
 * folder, which keeps one version of a key; in S3 the name of the version that was sealed. What another store gave out is
 * `object_not_found` here. S3 locks every object but the disposable until its time is over; a folder can only make files
 * read-only: who may write there can delete, and a lock of ours beside the file would keep out nobody, so it has none.
 */
export interface Objects {
  /**
   * On return the object is stored for good, and what was stored has been read back with this sha256. Putting the same
   * again is a no-op with the same answer. Refusals: `object_key_invalid`, `object_mime_mismatch`,
   * `object_hash_mismatch` (nothing is stored), `object_exists` (the key holds something else).
   */
  put(key: string, body: ObjectBody, claim: ObjectClaim): Promise<{ versionId: string | null }>
  /** Refusals: `object_not_found`, `object_range_invalid`. */
  get(key: string, options: { versionId: string | null; range?: ByteRange }): Promise<Readable>
  /** In a folder the sha256 is that of the bytes there now; in S3 the one proven when it was put. */
  stat(key: string, versionId: string | null): Promise<ObjectFacts>
  readAll(key: string, versionId: string | null): Promise<Uint8Array>
  /**
   * Everything below `a/b/`, in the order of its keys; what was marked as deleted too, the marks themselves only
   * `withMarks`. Refusal: `object_key_invalid`.
   */
  list(prefix: string, options?: { withMarks?: boolean }): AsyncIterable<Listed>
  /** Deletes this version of what is no evidence, or nothing where it is gone. Refuses any other key: `object_kept`. */
  discard(key: string, versionId: string | null): Promise<void>
  /** Whether this store can lock at all. Where it cannot, `retain` and `hold` are nothing but the question whether it is there. */
  readonly canLock: boolean
  /** Nobody deletes this version before `until`, epoch ms. Only ever longer: an earlier end is a no-op. Refusal: `object_not_found`. */
  retain(key: string, versionId: string | null, until: number): Promise<void>
  /** A legal hold on this version, on or off. Refusal: `object_not_found`. */
  hold(key: string, versionId: string | null, isOn: boolean): Promise<void>
  /** What keeps this version now, asked of the store. Refusal: `object_not_found`. */
  lockOf(key: string, versionId: string | null): Promise<ObjectLock>
  /**
   * Deletes this version of an exhibit, or nothing where it is gone. Whoever calls has asked the law; the store is asked
   * again by this. Refusals: `object_kept` (a lock stands, or the key is no exhibit's).
   */
  expire(key: string, versionId: string | null): Promise<void>
  /** Asks the store itself whether it could take an object now; throws why not (`objects_disk_full`, `objects_no_answer`, …). */
  probe(): Promise<void>
  /** What somebody should look after before it is a fault; never throws for a store that is full or away. */
  warnings(): Promise<readonly StoreWarning[]>
}

/**
 * `objects_disk_low`: little room is left. `objects_bucket_default_retention`: the bucket locks whatever is put there, so that
 * files of models, which are locked by nothing of ours, cannot be deleted: take the default away, exhibits are locked one by one.
 */
export type StoreWarning = 'objects_disk_low' | 'objects_bucket_default_retention'

/** The only keys under which something may be deleted. */
const DISPOSABLE = ['networks/', 'datasets/', 'copies/'] as const

export const isDisposable = (key: string): boolean => DISPOSABLE.some((prefix) => key.startsWith(prefix))

/** Refuses to delete what may be evidence. */
export function checkDisposable(key: string): void {
  checkKey(key)
  if (!isDisposable(key)) throw new CodedError('object_kept', { key })
}

/** The only keys of evidence under which a rule may delete: neither an anchor of the audit trail nor a manifest ever goes. */
const EXPIRABLE = /^dossiers\/[^/]+\/[^/]+\/(?!(manifest\.json|manifest\.sig|public-key\.pem)$)/

/** Refuses to delete by rule what is no exhibit. */
export function checkExpirable(key: string): void {
  checkKey(key)
  if (!EXPIRABLE.test(key)) throw new CodedError('object_kept', { key })
}

/** A key's ending is its media type: nothing beside the file needs to remember it. */
const MIME_BY_ENDING: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bin: 'application/octet-stream',
  csv: 'text/csv',
  gz: 'application/gzip',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  jsonl: 'application/jsonl',
  klv: 'application/octet-stream',
  m4s: 'video/iso.segment',
  md: 'text/markdown',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  pem: 'application/x-pem-file',
  png: 'image/png',
  srt: 'application/x-subrip',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  zip: 'application/zip',
}

/** The media type of a key, `application/octet-stream` where its ending says nothing. */
export function mimeOfKey(key: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? ''
  return MIME_BY_ENDING[ending] ?? 'application/octet-stream'
}

const MAX_KEY_BYTES = 1024
const MAX_NAME_BYTES = 255

/** `a/b/c.mp4`: relative, at most 1024 bytes, no empty, hidden or `..` part, no control character or backslash. Otherwise `object_key_invalid`. */
export function checkKey(key: string): void {
  const isGood = (name: string): boolean =>
    /^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(name) && Buffer.byteLength(name) <= MAX_NAME_BYTES
  if (Buffer.byteLength(key) > MAX_KEY_BYTES || !key.split('/').every(isGood)) {
    throw new CodedError('object_key_invalid', { key })
  }
}

/** The checks that need no store. */
export function checkClaim(key: string, { mime }: ObjectClaim): void {
  checkKey(key)
  const expected = mimeOfKey(key)
  if (mime !== expected) throw new CodedError('object_mime_mismatch', { key, mime, expected })
}

/** What arrived against what was claimed. */
export function checkDigests(
  key: string,
  claim: ObjectClaim,
  found: Pick<ObjectFacts, 'sha256' | 'bytes'>,
): void {
  if (found.sha256 === claim.sha256 && found.bytes === claim.bytes) return
  throw new CodedError('object_hash_mismatch', {
    key,
    claimed: { sha256: claim.sha256, bytes: claim.bytes },
    found: { sha256: found.sha256, bytes: found.bytes },
  })
}

export function checkRange(key: string, { start, end }: ByteRange, bytes: number): void {
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end < bytes) return
  throw new CodedError('object_range_invalid', { key, start, end, bytes })
}

/** A stream whose error, where it comes before anybody reads, is told to who reads then; without this it would end the process. */
export function heardLater<S extends Readable>(stream: S): S {
  stream.on('error', () => undefined)
  return stream
}

export async function readWhole(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}
