import { createReadStream } from 'node:fs'
import type http from 'node:http'
import type { Readable } from 'node:stream'
import { Client } from 'minio'
import { systemClock } from './clock.ts'
import { CodedError, toReason } from './error.ts'
import { hashBytes, hashFile, hashStream } from './hash.ts'
import { listVersions } from './objects-list.ts'
import { orFull } from './objects-s3-full.ts'
import { lockingOf, retainVersion } from './objects-s3-locks.ts'
import { isS3, NOT_FOUND, type S3Store as Store } from './objects-s3-store.ts'
import { boundedTransport, usualPatience, type Patience } from './objects-s3-transport.ts'
import {
  checkClaim,
  checkDigests,
  checkDisposable,
  checkKey,
  checkRange,
  isDisposable,
  heardLater,
  readWhole,
} from './objects.ts'
import type { ByteRange, ObjectBody, ObjectClaim, ObjectFacts, Objects } from './objects.ts'

export interface S3Options {
  /** `http(s)://accessKey:secretKey@host:port`; the keys percent-encoded. A secret. */
  url: string
  bucket: string
  region?: string
  /** Every object but the disposable is locked for so many days from its put (COMPLIANCE: not even the owner deletes it before). */
  retentionDays: number
  patience?: Patience
}

/** A method as it is; the client's own types give a promise away as void. */
interface LockConfig {
  /** `mode`: of the bucket's default retention, where it has one. */
  getObjectLockConfig(bucket: string): Promise<{ objectLockEnabled?: string; mode?: string }>
}

/** An object's version, found. */
interface Version extends ObjectFacts {
  versionId: string
}

const DAY_MS = 24 * 60 * 60_000

/**
 * Objects in any S3 with object lock. The bucket is made with it where it is missing; one without it, or without versions,
 * is refused (`objects_bucket_unlocked`). A put is answered only when its version is locked.
 */
export async function openS3Objects(options: S3Options): Promise<Objects> {
  const { bucket, region = 'us-east-1', retentionDays } = options
  const time = { at: 0 }
  const store: Store = { client: connect(options, region, (at) => (time.at = at)), bucket, time }
  const { hasDefault } = await prepareBucket(store, region)
  const lastsUntil = () => systemClock.now() + retentionDays * DAY_MS

  return {
    async put(key, body, claim) {
      checkClaim(key, claim)
      checkDigests(key, claim, 'path' in body ? await hashFile(body.path) : hashBytes(body.bytes))
      const versionId = (await findSame(store, key, claim)) ?? (await upload(store, key, { body, claim }))
      if (!isDisposable(key)) await retainVersion(store, { key, versionId }, lastsUntil())
      return { versionId }
    },
    async get(key, { versionId, range }) {
      if (range) checkRange(key, range, (await find(store, key, versionId)).bytes)
      return heardLater(await read(store, key, { versionId, range }))
    },
    async stat(key, versionId) {
      const { sha256, bytes, mime } = await find(store, key, versionId)
      return { sha256, bytes, mime }
    },
    readAll: async (key, versionId) => readWhole(await read(store, key, { versionId })),
    list: (prefix, what) => listVersions(store, prefix, what),
    ...lockingOf(store),
    async discard(key, versionId) {
      checkDisposable(key)
      if (versionId !== null) await store.client.removeObject(bucket, key, { versionId })
    },
    async probe() {
      if (!(await isThere(store))) throw new CodedError('objects_bucket_missing', { bucket })
    },
    warnings: async () => (hasDefault ? ['objects_bucket_default_retention'] : []),
  }
}

function connect(
  { url: address, patience = usualPatience }: S3Options,
  region: string,
  heardTime: (at: number) => void,
): Client {
  const url = new URL(address)
  const useSSL = url.protocol === 'https:'
  return new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (useSSL ? 443 : 80),
    useSSL,
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    region,
    pathStyle: true,
    // The client asks no more of it than this one function.
    transport: boundedTransport(useSSL, {
      patience,
      now: systemClock.now,
      heardTime,
    }) as unknown as typeof http,
    // What failed is tried again by the queue, and said in the log: the client would do so on stderr.
    retryOptions: { disableRetry: true },
  })
}

async function prepareBucket(store: Store, region: string): Promise<{ hasDefault: boolean }> {
  const { client, bucket } = store
  if (!(await isThere(store))) {
    try {
      await client.makeBucket(bucket, region, { ObjectLocking: true })
    } catch (error) {
      // Another process made it a moment ago.
      if (!isS3(error, ['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'])) throw error
    }
  }
  return refuseUnlocked(store)
}

/** The first word with the server: that it is not there, or does not know us, is said as what it is. */
async function isThere({ client, bucket }: Store): Promise<boolean> {
  try {
    return await client.bucketExists(bucket)
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    const problem = toReason(cause)
    throw new CodedError('objects_store_unreachable', { bucket, problem }, { cause })
  }
}

async function refuseUnlocked({ client, bucket }: Store): Promise<{ hasDefault: boolean }> {
  try {
    const { objectLockEnabled, mode } = await (client as LockConfig).getObjectLockConfig(bucket)
    const { Status } = await client.getBucketVersioning(bucket)
    if (objectLockEnabled === 'Enabled' && Status === 'Enabled') return { hasDefault: Boolean(mode) }
  } catch (error) {
    if (!isS3(error, ['ObjectLockConfigurationNotFoundError', 'ObjectLockConfigurationNotFound'])) throw error
  }
  throw new CodedError('objects_bucket_unlocked', {
    bucket,
    fix: 'name a bucket made with object lock and versions',
  })
}

/** The key's newest version where it already is what is claimed: what a retry after a lost answer finds. */
async function findSame(store: Store, key: string, claim: ObjectClaim): Promise<string | null> {
  const latest = await findLatest(store, key)
  if (!latest) return null
  if (latest.sha256 !== claim.sha256) {
    throw new CodedError('object_exists', { key, sha256: latest.sha256, claimed: claim.sha256 })
  }
  // Its label is not proof: an upload that went wrong carries the same.
  const stored = await hashStream(await read(store, key, { versionId: latest.versionId }))
  return stored.sha256 === claim.sha256 && stored.bytes === claim.bytes ? latest.versionId : null
}

async function upload(
  store: Store,
  key: string,
  { body, claim }: { body: ObjectBody; claim: ObjectClaim },
): Promise<string> {
  const from = 'path' in body ? createReadStream(body.path) : Buffer.from(body.bytes)
  const labels = { 'Content-Type': claim.mime, 'x-amz-meta-sha256': claim.sha256 }
  const putting = store.client.putObject(store.bucket, key, from, claim.bytes, labels)
  const { versionId } = await orFull(store.bucket, putting)
  if (!versionId) throw new CodedError('objects_bucket_unlocked', { bucket: store.bucket, key })
  checkDigests(key, claim, await hashStream(await read(store, key, { versionId })))
  return versionId
}

async function find(store: Store, key: string, versionId: string | null): Promise<Version> {
  checkKey(key)
  // Only the version that was sealed is evidence; the newest might be another's.
  const version = versionId === null ? null : await statVersion(store, key, versionId)
  if (!version) throw new CodedError('object_not_found', { key, versionId })
  return version
}

const findLatest = (store: Store, key: string): Promise<Version | null> => statVersion(store, key, undefined)

async function statVersion(
  { client, bucket }: Store,
  key: string,
  wanted: string | undefined,
): Promise<Version | null> {
  try {
    const found = await client.statObject(bucket, key, wanted === undefined ? {} : { versionId: wanted })
    const labels: Record<string, unknown> = found.metaData
    const [sha256, mime, versionId] = [labels['sha256'], labels['content-type'], found.versionId ?? wanted]
    if (typeof sha256 !== 'string' || typeof mime !== 'string' || !versionId) {
      throw new CodedError('object_foreign', { key, fix: 'use a bucket that only Sightline writes' })
    }
    return { sha256, mime, bytes: found.size, versionId }
  } catch (error) {
    if (isS3(error, NOT_FOUND)) return null
    throw error
  }
}

async function read(
  { client, bucket }: Store,
  key: string,
  { versionId, range }: { versionId: string | null; range?: ByteRange | undefined },
): Promise<Readable> {
  checkKey(key)
  if (versionId === null) throw new CodedError('object_not_found', { key, versionId })
  try {
    if (!range) return await client.getObject(bucket, key, { versionId })
    const length = range.end - range.start + 1
    return await client.getPartialObject(bucket, key, range.start, length, { versionId })
  } catch (error) {
    if (isS3(error, NOT_FOUND)) throw new CodedError('object_not_found', { key, versionId })
    throw error
  }
}
