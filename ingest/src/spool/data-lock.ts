import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { CodedError, hasErrno } from '@sightline/infra/platform/error'

/**
 * One worker per data folder: two would fork the chain. Held as an abstract socket, which the kernel frees however the
 * process ends; a second worker is refused with `data_dir_in_use`. Answers how to let go.
 */
export async function lockDataDir(dir: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy())
  const name = createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(hasErrno(cause, 'EADDRINUSE') ? new CodedError('data_dir_in_use', { dir }, { cause }) : cause)
    })
    server.listen(`\0sightline-data-${name}`, resolve)
  })
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
}
