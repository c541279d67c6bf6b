import { CodedError } from './error.ts'

/** What a store says that has no more room for us though its disks have: MinIO, Ceph. (Status 507 is the transport's.) */
const CODES = ['XMinioAdminBucketQuotaExceeded', 'QuotaExceeded']

/** A refusal for want of room, under the code of a full disk; anything else as it is. */
export async function orFull<T>(bucket: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    const problem = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!CODES.includes(problem)) throw cause
    throw new CodedError('objects_disk_full', { bucket, problem }, { cause })
  }
}
