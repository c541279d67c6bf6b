import { z } from 'zod'
import { CodedError } from './error.ts'
import { orFull } from './objects-s3-full.ts'
import { isS3, NOT_FOUND, type S3Place, type S3Store } from './objects-s3-store.ts'
import { checkExpirable, checkKey, type ObjectLock, type Objects } from './objects.ts'

const NO_LOCK = ['NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError']

/** The client's own types promise another shape than it answers. */
const holdSchema = z.object({ Status: z.string() })

/** Asked of the version alone: a version that is not there has no lock to tell of. */
async function orNone<T>({ key, versionId }: S3Place, asking: Promise<T>): Promise<T | null> {
  try {
    return await asking
  } catch (error) {
    if (isS3(error, NO_LOCK)) return null
    if (isS3(error, NOT_FOUND)) throw new CodedError('object_not_found', { key, versionId })
    throw error
  }
}

async function retainedUntil({ client, bucket }: S3Store, place: S3Place): Promise<number | null> {
  const { key, versionId } = place
  const found = await orNone(place, client.getObjectRetention(bucket, key, { versionId }))
  const date = found?.retainUntilDate
  return date === undefined ? null : new Date(date).getTime()
}

async function isHeld({ client, bucket }: S3Store, place: S3Place): Promise<boolean> {
  const { key, versionId } = place
  const found: unknown = await orNone(place, client.getObjectLegalHold(bucket, key, { versionId }))
  return found !== null && holdSchema.parse(found).Status === 'ON'
}

async function lockOfVersion(store: S3Store, place: S3Place): Promise<ObjectLock> {
  const until = await retainedUntil(store, place)
  return { until, isHeld: await isHeld(store, place), at: store.time.at }
}

const SECOND_MS = 1000

/** Retention only ever grows: the store refuses to shorten it. It counts in whole seconds. */
export async function retainVersion(store: S3Store, place: S3Place, until: number): Promise<void> {
  const { client, bucket } = store
  const { key, versionId } = place
  const asked = Math.ceil(until / SECOND_MS) * SECOND_MS
  if (((await retainedUntil(store, place)) ?? 0) >= asked) return
  const retainUntilDate = new Date(asked).toISOString().replace(/\.\d+Z$/, 'Z')
  await orFull(
    bucket,
    client.putObjectRetention(bucket, key, { mode: 'COMPLIANCE', retainUntilDate, versionId }),
  )
}

/** As `setObjectLegalHold` is, whose types give its promise away as void. */
interface HoldSetter {
  setObjectLegalHold(
    bucket: string,
    key: string,
    options: { versionId: string; status: string },
  ): Promise<void>
}

async function holdVersion(store: S3Store, place: S3Place, isOn: boolean): Promise<void> {
  if ((await isHeld(store, place)) === isOn) return
  const { bucket } = store
  const setting = (store.client as unknown as HoldSetter).setObjectLegalHold(bucket, place.key, {
    versionId: place.versionId,
    status: isOn ? 'ON' : 'OFF',
  })
  await orFull(bucket, setting)
}

const stands = (lock: ObjectLock): boolean => lock.isHeld || (lock.until !== null && lock.until > lock.at)

/** The store decides: its refusal is `object_kept` where it names a lock, and a missing right where it does not. */
async function expireVersion(store: S3Store, place: S3Place): Promise<void> {
  const { key, versionId } = place
  try {
    await store.client.removeObject(store.bucket, key, { versionId })
  } catch (error) {
    if (isS3(error, NOT_FOUND)) return
    if (!isS3(error, ['AccessDenied'])) throw error
    const lock = await lockOfVersion(store, place)
    if (!stands(lock)) throw error
    throw new CodedError('object_kept', { key, versionId, ...lock }, { cause: error })
  }
}

/** Only the version that was sealed has a place here. */
function placeOf(key: string, versionId: string | null): S3Place {
  checkKey(key)
  if (versionId === null) throw new CodedError('object_not_found', { key, versionId })
  return { key, versionId }
}

/** What a store of objects does about locks, in S3. */
export const lockingOf = (
  store: S3Store,
): Pick<Objects, 'canLock' | 'retain' | 'hold' | 'lockOf' | 'expire'> => ({
  canLock: true,
  retain: async (key, versionId, until) => retainVersion(store, placeOf(key, versionId), until),
  hold: async (key, versionId, isOn) => holdVersion(store, placeOf(key, versionId), isOn),
  lockOf: async (key, versionId) => lockOfVersion(store, placeOf(key, versionId)),
  async expire(key, versionId) {
    checkExpirable(key)
    if (versionId !== null) await expireVersion(store, { key, versionId })
  },
})
