import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort, startChild, until, type Child } from '../../start/child.ts'
import { startRadosgw } from './radosgw.ts'

/** `http://access:secret@host:port` of an S3 server with versions and object lock. */
export interface S3Server {
  readonly url: string
  stop(): Promise<void>
}

/** Whether a program is on PATH (or in the system folders that an ordinary user's PATH may lack). */
export const hasProgram = (name: string): boolean =>
  `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin`
    .split(delimiter)
    .some((dir) => existsSync(join(dir, name)))

/** A real `minio` where one is on PATH, else Debian's radosgw over one in-memory store. */
export const startS3 = (): Promise<S3Server> => (hasProgram('minio') ? startMinio() : startCeph())

const answersHttp = (url: string) => async () => (await fetch(url)).status > 0

async function startMinio(): Promise<S3Server> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-minio-'))
  const port = await freePort()
  const [user, secret] = ['sightline', randomBytes(12).toString('hex')]
  const child = startChild('minio', ['server', dir, '--address', `127.0.0.1:${port}`], {
    env: { ...process.env, MINIO_ROOT_USER: user, MINIO_ROOT_PASSWORD: secret },
  })
  await until(`minio answers (${child.tail()})`, answersHttp(`http://127.0.0.1:${port}/minio/health/ready`))
  return { url: `http://${user}:${secret}@127.0.0.1:${port}`, stop: () => stopAndRemove([child], dir) }
}

async function startCeph(): Promise<S3Server> {
  const { url, children, dir } = await startRadosgw()
  return { url, stop: () => stopAndRemove(children, dir) }
}

async function stopAndRemove(children: readonly Child[], dir: string): Promise<void> {
  for (const child of children) await child.stop('SIGTERM', 3_000)
  rmSync(dir, { recursive: true, force: true })
}
