import { join } from 'node:path'
import { openSigner } from '../platform/sign.ts'

/**
 * The keys that the api is to trust where api and worker are one machine's: the worker's own, made here where it has none
 * yet, and those that the caller names besides.
 */
export async function ownWorkerKey(secretsDir: string, named = ''): Promise<string> {
  const { keyId } = await openSigner(join(secretsDir, 'ingest'))
  return [keyId, ...named.split(',').filter(Boolean)].join(',')
}
