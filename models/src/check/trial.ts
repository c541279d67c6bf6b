import { fork } from 'node:child_process'
import type { ObjectClass } from '@sightline/detectors/detection'
import type { OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import type { ModelErrorCode } from '../model-error.ts'
import { offeredClasses } from '../offered.ts'
import type { Raster } from '../raster/raster.ts'
import { checkNetwork } from './check-network.ts'
import type { Checked } from './check-network.ts'

/** What a dry run in a process of its own is given. */
export interface TrialTask {
  readonly manifest: OwnManifest
  /** Where the file lies. */
  readonly path: string
  /** A grey one where absent. */
  readonly picture?: Raster
}

/** What it gave. */
export type TrialOutcome =
  | {
      readonly ok: true
      readonly seen: Checked['seen']
      readonly classes: readonly ObjectClass[]
      readonly tookMs: number
    }
  | { readonly ok: false; readonly code: ModelErrorCode; readonly facts: ModelError['facts'] }

/** The dry run itself, on this thread, which it blocks. */
export async function tryHere({ manifest, picture }: TrialTask, onnx: Uint8Array): Promise<TrialOutcome> {
  try {
    const { seen, tookMs } = await checkNetwork({ manifest, onnx, ...(picture ? { picture } : {}) })
    return { ok: true, seen, tookMs, classes: offeredClasses(manifest) }
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, code: error.code, facts: error.facts }
    throw error
  }
}

/** A network that needs longer than this to open and run twice serves nobody; and whoever asked is still waiting. */
const timeoutMs = 45_000

/**
 * The dry run of a file that nobody vouches for, in a process of its own: one that crashes it, fills its memory or never
 * ends is refused (`check_crashed`, `check_late`), and harms nothing else. The process knows no secret of this one.
 */
export function tryApart(task: TrialTask, signal: AbortSignal): Promise<TrialOutcome> {
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
  return new Promise<TrialOutcome>((resolve, reject) => {
    const late = setTimeout(() => resolve(refused('check_late', { seconds: timeoutMs / 1000 })), timeoutMs)
    child.once('message', (outcome: TrialOutcome) => resolve(outcome))
    child.once('error', reject)
    child.once('exit', (code, killedBy) => {
      clearTimeout(late)
      resolve(refused('check_crashed', { exit: killedBy ?? code ?? -1 }))
    })
    child.send(task)
  }).finally(() => child.kill('SIGKILL'))
}
