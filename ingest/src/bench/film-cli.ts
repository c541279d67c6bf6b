import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { polygonSchema } from '@sightline/api/contract/geometry'
import { wantedSourceSchema, type WantedSource } from '@sightline/api/contract/workers'
import { ruleParamsSchema } from '@sightline/api/contract/zones'
import { stayKinds } from '@sightline/detectors/finding'
import { createLog } from '@sightline/infra/platform/log'
import { z } from 'zod'
import type { StayRecord } from '../findings/finding-record.ts'
import { readTrace } from '../findings/trace-log.ts'
import { pauseOnTimer as pause } from '../floor/pause.ts'
import { openModels } from '../perceive/infer/open-models.ts'
import { openKnownLooks } from './known-looks.ts'
import { playFilm } from './play-film.ts'

const help = `影片判读 A film looked at and judged as a watch does it, as fast as the machine can.

node --import tsx ingest/src/bench/film-cli.ts < task.json

Standard input: {"file", "rounds", "isFull", "known": file of looks to remember or null, "rules": [{"kind", "params", "polygon"}]}.
Prints a line of JSON for every stage of every finding, times in ms of the film, and last what was counted.
SIGHTLINE_MODEL, SIGHTLINE_PERSON_MODEL, SIGHTLINE_MODEL_DIR, SIGHTLINE_MODEL_MIRROR as for a worker.`

const taskSchema = z.object({
  file: z.string(),
  rounds: z.int().min(1).default(1),
  isFull: z.boolean().default(false),
  known: z.string().nullable().default(null),
  rules: z
    .array(
      z.object({
        kind: z.enum(stayKinds),
        params: ruleParamsSchema.default({}),
        polygon: polygonSchema,
        bays: z.array(polygonSchema).default([]),
      }),
    )
    .min(1),
})
type Task = z.infer<typeof taskSchema>

/** A Monday, ten in the morning in Shanghai: films have no hour of their own. */
const startAt = Date.UTC(2026, 5, 1, 2)
const env = (name: string): string | undefined => process.env[`SIGHTLINE_${name}`]

/** As the api hands it out: a camera in use, with a zone for each rule. */
const sourceOf = ({ rules }: Task): WantedSource =>
  wantedSourceSchema.parse({
    id: 'film',
    version: 1,
    name: 'film',
    kind: rules.some(({ kind }) => kind.startsWith('kitchen')) ? 'kitchen' : 'fixed',
    place: '',
    position: null,
    url: 'rtsp://127.0.0.1/film',
    user: '',
    sealedPassword: null,
    approval: { state: 'in_use', revision: 1, basis: '' },
    zones: rules.map(({ polygon, bays }, i) => ({
      id: `zone-${i + 1}`,
      sourceId: 'film',
      version: 1,
      name: `zone ${i + 1}`,
      polygon,
      bays,
      hours: [],
      active: true,
      createdAt: 0,
    })),
    rules: rules.map(({ kind, params }, i) => ({
      id: `rule-${i + 1}`,
      zoneId: `zone-${i + 1}`,
      version: 1,
      kind,
      params,
      enabled: true,
      createdAt: 0,
    })),
  })

/** The models of a worker; what tells people apart is waited for too, where it can be had. */
async function openAll() {
  const models = await openModels({
    name: env('MODEL') ?? 'yolox-nano',
    further: [],
    embedder: (env('PERSON_MODEL') ?? 'person-reid') || null,
    pose: null,
    dir: env('MODEL_DIR') ?? '.sightline/models',
    mirror: env('MODEL_MIRROR'),
    workers: 1,
    api: { apiUrl: 'http://127.0.0.1', tokenFile: '' },
    log: createLog({ app: 'film', level: 'silent' }),
    pause,
  })
  while (models.report().some(({ fault }) => fault === 'opening')) await delay(20)
  return models
}

const say = (line: object): void => console.log(JSON.stringify(line))
const filmMs = (at: number): number => at - startAt

/** Where the stay's own tracks were, look by look. */
async function looksOf(dir: string, { trackIds, event }: StayRecord, dwell = event.dwell) {
  const { frames } = await readTrace(dir, dwell.fromAt, dwell.toAt)
  return frames
    .filter(({ at }) => at >= dwell.fromAt && at <= dwell.toAt)
    .flatMap(({ at, tracks }) => {
      const own = tracks.find(({ id }) => trackIds.includes(id))
      return own ? [{ at: filmMs(at), track: own.id, box: own.box }] : []
    })
}

async function stageOf(dir: string, record: StayRecord) {
  const { event, trackIds } = record
  const { findingId, stage, kind, dwell, box, reason, flags = [] } = event
  return {
    findingId,
    stage,
    kind,
    rule: Number(event.ruleId.slice('rule-'.length)) - 1,
    at: filmMs(event.at),
    fromAt: filmMs(dwell.fromAt),
    toAt: filmMs(dwell.toAt),
    class: event.class,
    box,
    reason: reason ?? null,
    flags,
    trackIds,
    looks: await looksOf(dir, record),
  }
}

async function run(task: Task): Promise<void> {
  const models = await openAll()
  if (task.known) await mkdir(dirname(task.known), { recursive: true })
  const looks = task.known ? openKnownLooks(task.known) : null
  const modelSet = models.modelSet()
  if (!modelSet) throw new Error(`no model: ${JSON.stringify(models.report())}`)
  const seeing = looks ? looks.with(modelSet) : modelSet
  // What a watch keeps is of no use here, and written to a disk it would be waited for at every second of the film.
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const dir = await mkdtemp(join(memory, 'sightline-film-'))
  const began = performance.now()
  try {
    const last = new Map<string, Awaited<ReturnType<typeof stageOf>>>()
    const played = await playFilm({
      ffmpegPath: process.env['FFMPEG_PATH'] ?? 'ffmpeg',
      file: task.file,
      rounds: task.rounds,
      isFull: task.isFull,
      startAt,
      source: sourceOf(task),
      modelSet: () => seeing,
      dir,
      log: createLog({ app: 'film', level: 'silent' }),
      onMinute: (filmMs) => void process.stderr.write(`${Math.round(filmMs / 1000)} s of the film\n`),
      async onStage(record) {
        const stage = await stageOf(dir, record)
        last.set(stage.findingId, stage)
        say(stage)
      },
    })
    for (const { finding, dwell } of played.left.scene.stays) {
      const open = finding && last.get(finding.id)
      if (open && dwell) {
        const { trackIds } = played.left.open.find(({ findingId }) => findingId === finding.id) ?? open
        const record = { trackIds: [...trackIds], event: { dwell } } as StayRecord
        const own = { fromAt: filmMs(dwell.fromAt), toAt: filmMs(dwell.toAt), trackIds }
        say({ ...open, ...own, stage: 'open', looks: await looksOf(dir, record) })
      }
    }
    const { counts, unawaited } = played
    const tookMs = Math.round(performance.now() - began)
    say({ filmMs: played.filmMs, tookMs, unawaited, looks: looks?.counts() ?? null, counts })
  } finally {
    await models.close()
    await rm(dir, { recursive: true })
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
if (values.help) console.log(help)
else await run(taskSchema.parse(JSON.parse(await text(process.stdin))))
