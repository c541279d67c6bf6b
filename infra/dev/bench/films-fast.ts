import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { FilmRule } from '../films/film.ts'
import { filmsDir } from '../films/get-film.ts'
import type { ToldFinding } from './films-judge.ts'

const repository = resolve(import.meta.dirname, '../../..')
const box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })
const stageSchema = z.object({
  findingId: z.string(),
  stage: z.enum(['opened', 'confirmed', 'closed', 'open']),
  at: z.number(),
  fromAt: z.number(),
  toAt: z.number(),
  box,
  reason: z.string().nullable(),
  looks: z.array(z.object({ at: z.number(), box })),
})
type Stage = z.infer<typeof stageSchema>
const endSchema = z.object({
  filmMs: z.number(),
  tookMs: z.number(),
  unawaited: z.number(),
  counts: z.object({
    framesLooked: z.number(),
    framesDropped: z.record(z.string(), z.number()),
    drops: z.record(z.string(), z.number()),
  }),
})

/** What a film gave, and what was counted meanwhile. */
export interface Played extends z.infer<typeof endSchema> {
  readonly findings: readonly ToldFinding[]
}

export interface Playing {
  readonly file: string
  readonly rounds: number
  readonly rule: FilmRule
  /** At full rate, whatever the gate says. */
  readonly isFull: boolean
  /** Whether looks are remembered from one run to the next. */
  readonly isRemembered: boolean
}

/** The film through gate, decoder, models and fold of a worker, by a clock that goes on with it: no faster than it is looked at. */
export async function playFast({ file, rounds, rule, isFull, isRemembered }: Playing): Promise<Played> {
  const known = isRemembered ? join(filmsDir, 'looks.ndjson') : null
  const { kind, params, polygon } = rule
  const task = { file, rounds, isFull, known, rules: [{ kind, params, polygon }] }
  const lines = (await runCli(JSON.stringify(task))).trim().split('\n')
  const end = endSchema.parse(JSON.parse(lines.pop() ?? '{}'))
  const stages = lines.map((line) => stageSchema.parse(JSON.parse(line)))
  return { ...end, findings: findingsOf(stages) }
}

async function runCli(task: string): Promise<string> {
  const entry = join(repository, 'ingest/src/bench/film-cli.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { SIGHTLINE_MODEL_MIRROR: join(repository, '../shared/models'), ...process.env },
  })
  const exited = new Promise<number | null>((done, fail) => child.once('close', done).once('error', fail))
  child.stdin.end(task)
  const [said, code] = await Promise.all([text(child.stdout), exited])
  if (code !== 0) throw new Error(`film-cli ended with ${code}`)
  return said
}

/** One finding of all its stages, in the order in which they opened. */
function findingsOf(stages: readonly Stage[]): ToldFinding[] {
  const ids = [...new Set(stages.map(({ findingId }) => findingId))]
  return ids.flatMap((id) => {
    const own = stages.filter(({ findingId }) => findingId === id)
    const of = (stage: Stage['stage']): Stage | undefined => own.find((one) => one.stage === stage)
    const [opened, confirmed, last] = [of('opened'), of('confirmed'), own.at(-1)]
    if (!opened || !last) return []
    const { fromAt, toAt, looks } = last
    const { box: place } = confirmed ?? opened
    const shown = own.flatMap((stage) => stage.looks)
    return {
      openedAt: opened.at,
      confirmedAt: confirmed?.at ?? null,
      box: place,
      fromAt,
      toAt,
      looks,
      shown,
    }
  })
}
