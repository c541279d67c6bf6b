import type { Client } from 'minio'

/** A bucket as its parts know it. */
export interface S3Store {
  readonly client: Client
  readonly bucket: string
  /** Epoch ms of the store's own clock, by its newest answer. */
  readonly time: { at: number }
}

/** A version of an object, by its place. */
export interface S3Place {
  readonly key: string
  readonly versionId: string
}

export const NOT_FOUND = ['NotFound', 'NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']

export function isS3(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
