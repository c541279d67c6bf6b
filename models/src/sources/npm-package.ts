import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

export interface PackageVersion {
  readonly package: string
  readonly version: string
}

/** Tarballs of one pull, each fetched once however many of its files are wanted. */
export interface Tarballs {
  readonly fetch: (wanted: PackageVersion) => Promise<string>
  /** Removes them all, also those that an earlier run left. */
  readonly clear: () => Promise<void>
}

/** npm itself does the fetching: its registry, proxy, certificates, sign-in and cache are the user's own. */
export function createTarballs(folder: string, signal: AbortSignal): Tarballs {
  const fetched = new Map<string, Promise<string>>()
  return {
    fetch(wanted) {
      const name = `${wanted.package}@${wanted.version}`
      const path = fetched.get(name) ?? npmPack(name, join(folder, `${fetched.size}`), signal)
      fetched.set(name, path)
      return path
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}

async function npmPack(name: string, folder: string, signal: AbortSignal): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const args = ['pack', name, '--pack-destination', folder, '--ignore-scripts', '--loglevel', 'error']
  await promisify(execFile)('npm', args, { signal }).catch((error: unknown) => {
    throw new Error(wordsOf(error))
  })
  const [tarball] = await readdir(folder)
  if (!tarball) throw new Error(`npm pack ${name} wrote nothing`)
  return join(folder, tarball)
}

/** What npm said on stderr, on one line, without where it keeps its log. */
function wordsOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  const words = said
    .split('\n')
    .filter((line) => line.startsWith('npm error') && !line.includes('complete log'))
    .map((line) => line.slice('npm error'.length).trim())
    .filter(Boolean)
    .join(' ')
  return words || String(error)
}

/** Takes one file out of a tarball (npm puts everything under `package/`). */
export async function extractFile(tarball: string, path: string, part: string): Promise<void> {
  const unpacked = extract()
  const reading = pipeline(createReadStream(tarball), createGunzip(), unpacked)
  let found = false
  const picking = (async () => {
    for await (const entry of unpacked) {
      if (entry.header.name === `package/${path}`) {
        await pipeline(entry, createWriteStream(part, { flush: true }))
        found = true
      } else entry.resume()
    }
  })()
  await Promise.all([reading, picking])
  if (!found) throw new Error(`the tarball holds no ${path}`)
}
