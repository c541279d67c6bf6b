import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { BenchInput, Row } from './row.ts'

const repository = resolve(import.meta.dirname, '../../..')
const toldSchema = z.object({
  lateMax: z.number(),
  lateP99: z.number(),
  blockedMs: z.number(),
  tookMs: z.number(),
})
const programs = 60

/** Sixty programs started at once from a process as large as a worker: by itself, and by the launcher. */
export async function measureLaunch({ say }: BenchInput): Promise<Row[]> {
  const entry = join(repository, 'ingest/src/bench/launch-cli.ts')
  const rows: Row[] = []
  for (const mebibytes of [100, 600])
    for (const by of ['here', 'launcher']) {
      say(`launch: ${mebibytes} MiB, ${by}`)
      const args = ['--by', by, '--mebibytes', String(mebibytes), '--programs', String(programs)]
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', entry, ...args], {
        cwd: repository,
      })
      const { lateMax, lateP99, blockedMs, tookMs } = toldSchema.parse(JSON.parse(stdout))
      rows.push({
        what: `${programs} ffmpeg started at once from a process of ${mebibytes} MiB, ${by === 'here' ? 'by itself' : 'by the launcher'}`,
        figure: `loop held up for ${blockedMs.toFixed(0)} ms; late p99 ${lateP99.toFixed(1)} ms, max ${lateMax.toFixed(0)} ms`,
        note: `all had run after ${(tookMs / 1000).toFixed(1)} s`,
      })
    }
  return rows
}
