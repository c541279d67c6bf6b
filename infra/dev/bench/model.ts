import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { pavementFilm } from './film.ts'
import type { BenchInput, Row } from './row.ts'

const repository = resolve(import.meta.dirname, '../../..')
const spread = z.object({ p50: z.number(), p95: z.number() })
const reportSchema = z.object({
  model: z.string(),
  bareMs: spread,
  perceiveMs: spread,
  barePerSecond: z.number(),
  perceivePerSecond: z.number(),
  shareOfBare: z.number(),
  batchShareOfBare: z.number(),
})

/** The bare model beside the whole of perceive. */
export async function measureModel({ seconds, say }: BenchInput): Promise<Row[]> {
  say('model: session.run alone and Detector.submit, in turns of half a second')
  const entry = join(repository, 'models/src/cli.ts')
  const args = [
    '--import',
    'tsx',
    entry,
    'bench',
    '--video',
    await pavementFilm(),
    '--seconds',
    String(seconds),
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: repository })
  const { model, bareMs, perceiveMs, ...rates } = reportSchema.parse(JSON.parse(stdout))
  const ms = ({ p50, p95 }: z.infer<typeof spread>) => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
  return [
    { what: `bare model (${model}, one thread)`, figure: ms(bareMs), note: 'session.run only' },
    {
      what: 'perceive, frame bytes in to detections out',
      figure: ms(perceiveMs),
      note: 'copy, queue, model, decoder of its output; one frame at a time',
    },
    {
      what: 'throughput, bare and perceive fed back to back',
      figure: `${rates.barePerSecond.toFixed(1)} and ${rates.perceivePerSecond.toFixed(1)} frames/s`,
      note: 'one thread each',
    },
    {
      what: "perceive's share of the bare model's throughput",
      figure: rates.shareOfBare.toFixed(2),
      note: 'target at least 0.90',
    },
    {
      what: 'four frames in one run, of the throughput of one by one',
      figure: rates.batchShareOfBare.toFixed(2),
      note: 'no batches are made (ADR 6)',
    },
  ]
}
