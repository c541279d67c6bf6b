import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Where films lie that were drawn, by what they were drawn from; tests, the demonstration and `npm start` share them. */
export const filmCache =
  process.env['SIGHTLINE_TEST_SIMULATOR_CACHE'] ??
  resolve(import.meta.dirname, '../../../.sightline/simulator')

/** What a film is known by: its recipe, and everything else that could make it look otherwise. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

const versions = new Map<string, Promise<string>>()

/** The encoder is part of a film: another build writes other bytes. */
export function encoderVersion(ffmpegPath: string): Promise<string> {
  const known = versions.get(ffmpegPath)
  if (known) return known
  const asked = promisify(execFile)(ffmpegPath, ['-version']).then(
    ({ stdout }) => stdout.split('\n')[0] ?? '',
  )
  versions.set(ffmpegPath, asked)
  return asked
}

/** One hash of every source file of a folder, tests left out: changed code draws anew. */
export async function codeHash(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  for (const name of names.toSorted()) hash.update(name).update(await readFile(join(folder, name)))
  return hash.digest('hex')
}

/** True where the file is there; any other trouble throws. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

/**
 * The folder, made once however many processes ask for it: whoever comes meanwhile waits, and takes over from a maker
 * that died. It appears under its name only when it is whole: written aside, then renamed.
 */
export async function madeOnce(folder: string, write: (aside: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const lock = `${folder}.lock`
  while (!(await exists(folder)))
    if (await takeLock(lock)) await makeUnder(lock, folder, write)
    else await delay(100)
}

async function makeUnder(lock: string, folder: string, write: (aside: string) => Promise<void>) {
  try {
    if (!(await exists(folder))) await writeWhole(folder, write)
  } finally {
    await rm(lock, { force: true })
  }
}

/** Takes the lock file, which names its process from the first; false while another that lives has it. */
async function takeLock(lock: string): Promise<boolean> {
  const mine = `${lock}.${process.pid}.${randomUUID()}`
  await writeFile(mine, String(process.pid))
  try {
    await link(mine, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(mine)
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => process.pid))
  if (!isAlive(holder)) await rm(lock, { force: true })
  return false
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function writeWhole(folder: string, write: (aside: string) => Promise<void>): Promise<void> {
  const aside = `${folder}.${process.pid}.part`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  try {
    await write(aside)
    // Two that took over from the same dead maker: the films are the same, and the first one stays.
    await rename(aside, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
