import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hasErrno } from '@sightline/infra/platform/error'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import type { ModelErrorCode } from '../model-error.ts'
import { offeredClasses } from '../offered.ts'
import { decodeTrialPicture } from './trial-picture.ts'
import { checkModel } from './check-model.ts'
import type { Checked } from './check-model.ts'

/** What a dry run in a process of its own is given. */
export interface TrialTask {
  readonly manifest: OwnManifest
  /** Where the file lies. */
  readonly path: string
  /** The bytes of a JPEG, PNG or WebP; plain grey alone where absent. */
  readonly picture?: Uint8Array
}

/** What it gave. */
export type TrialOutcome =
  | {
      readonly ok: true
      readonly seen: Checked['seen']
      readonly doubts: Checked['doubts']
      readonly classes: readonly ObjectClass[]
      readonly tookMs: number
    }
  | { readonly ok: false; readonly code: ModelErrorCode; readonly facts: ModelError['facts'] }

/** The dry run itself, on this thread, which it blocks. */
export async function tryHere({ manifest, picture }: TrialTask, onnx: Uint8Array): Promise<TrialOutcome> {
  try {
    const raster = picture ? await decodeTrialPicture(picture) : null
    const { seen, doubts, tookMs } = await checkModel({
      manifest,
      onnx,
      ...(raster ? { picture: raster } : {}),
    })
    return { ok: true, seen, doubts, tookMs, classes: offeredClasses(manifest) }
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, code: error.code, facts: error.facts }
    throw error
  }
}

export interface TrialLimits {
  /** A model that needs longer than this to open and run twice serves nobody; and whoever asked is still waiting. */
  readonly timeoutMs: number
  /** Of its process, resident: several times the largest file. Looked at where the machine tells it (Linux). */
  readonly mebibytes: number
}
const usual: TrialLimits = { timeoutMs: 45_000, mebibytes: 1536 }
const lookEveryMs = 50
const mebibytesPerPage = 4096 / 2 ** 20

/** Resident memory, MiB; null where the machine does not tell, or the process is over. */
function residentOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * mebibytesPerPage
  } catch (error) {
    if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ESRCH')) return null
    throw error
  }
}

/**
 * The dry run of a file that nobody vouches for, in a process of its own: one that crashes it, fills its memory or never
 * ends is refused (`check_crashed`, `check_memory`, `check_late`), and harms nothing else; its picture is decoded there as
 * well. The process knows no secret of this one.
 */
export function tryApart(
  task: TrialTask,
  signal: AbortSignal,
  { timeoutMs, mebibytes }: TrialLimits = usual,
): Promise<TrialOutcome> {
  const entry = new URL('./trial-entry.mjs', import.meta.url)
  const child = fork(entry, {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    signal,
    killSignal: 'SIGKILL',
  })
  const refused = (code: ModelErrorCode, facts: ModelError['facts']): TrialOutcome => ({
    ok: false,
    code,
    facts,
  })
  let watching: NodeJS.Timeout | undefined
  return new Promise<TrialOutcome>((resolve, reject) => {
    watching = setInterval(() => {
      const resident = child.pid === undefined ? null : residentOf(child.pid)
      if (resident !== null && resident > mebibytes) resolve(refused('check_memory', { mebibytes }))
    }, lookEveryMs)
    const late = setTimeout(() => resolve(refused('check_late', { seconds: timeoutMs / 1000 })), timeoutMs)
    child.once('message', (outcome: TrialOutcome) => resolve(outcome))
    child.once('error', reject)
    child.once('exit', (code, killedBy) => {
      clearTimeout(late)
      resolve(refused('check_crashed', { exit: killedBy ?? code ?? -1 }))
    })
    child.send(task)
  }).finally(() => {
    clearInterval(watching)
    child.kill('SIGKILL')
  })
}
