import { availableParallelism, cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { StayKind } from '@sightline/detectors/finding'
import { rules, stayRules } from '@sightline/detectors/rules/table'
import { allModels } from '../installed.ts'
import type { DetectorManifest, Manifest } from '../manifest.ts'
import { offeredClasses } from '../offered.ts'
import { openTask } from '../open.ts'
import { adviceOf, type Advice, type Measured, type ModelAdvice } from '../suggest/advice.ts'
import { measureModel } from '../suggest/measure.ts'
import { verifyModel } from '../verify.ts'
import type { Command } from './command.ts'

const kinds = Object.keys(stayRules) as StayKind[]

/** Above this share of busy cores at the start, what is measured is a lower bound. */
const busyShare = 0.2

/** What this machine affords: every installed model that looks at whole pictures, measured here, and the best that fits. */
export async function suggest(command: Command): Promise<number> {
  const { seconds, sources, json } = command
  const rule = kinds.find((kind) => kind === command.rule)
  if (!(seconds > 0) || !(sources >= 1) || !rule) {
    console.error(`suggest: --seconds N > 0, --sources N >= 1, --rule ${kinds.join(' | ')}`)
    return 2
  }
  const cores = availableParallelism()
  const busy = await shareBusy(500)
  const threads = Math.max(1, cores - 1)
  const measured: Measured[] = []
  for (const { name } of await candidates(command))
    measured.push(await measure(name, { command, threads, seconds }))
  const advice = adviceOf(measured, { cores }, { sources, rule })
  const machine = { cpu: cpus()[0]?.model.trim() ?? '', cores, threads, busy, sources, rule }
  if (json) console.log(JSON.stringify({ ...machine, ...advice }))
  else tell(advice, machine)
  return advice.suggested === null ? 1 : 0
}

interface Told {
  readonly cpu: string
  readonly cores: number
  readonly threads: number
  /** Of the cores, before anything was measured, 0..1. */
  readonly busy: number
  /** Asked for, with this rule. */
  readonly sources: number
  readonly rule: StayKind
}

/** Whole pictures are what the main model of a worker is shown. */
const isMain = (manifest: Manifest): manifest is DetectorManifest =>
  manifest.task === 'detector' && (manifest.looksAt ?? 'picture') === 'picture'

/** Those that are here, whole. */
async function candidates({ dir }: Command): Promise<DetectorManifest[]> {
  const found: DetectorManifest[] = []
  for (const manifest of (await allModels(dir)).filter(isMain)) {
    const states = await verifyModel(manifest, dir)
    if (states.every(({ kind }) => kind === 'whole')) found.push(manifest)
  }
  return found
}

interface Asked {
  readonly command: Command
  readonly threads: number
  readonly seconds: number
}

async function measure(name: string, { command, threads, seconds }: Asked): Promise<Measured> {
  const model = await openTask('detector', name, command)
  const rate = await measureModel(model, { threads, seconds })
  const { publishedAp = null, notRun = false } = model.manifest
  return { name, classes: offeredClasses(model.manifest), publishedAp, isUntried: notRun, ...rate }
}

/** Of all cores together, 0..1. */
async function shareBusy(ms: number): Promise<number> {
  const sum = () =>
    cpus().reduce(
      ({ idle, all }, { times }) => ({
        idle: idle + times.idle,
        all: all + times.idle + times.user + times.sys + times.nice + times.irq,
      }),
      { idle: 0, all: 0 },
    )
  const before = sum()
  await pause(ms)
  const after = sum()
  const all = after.all - before.all
  return all > 0 ? 1 - (after.idle - before.idle) / all : 0
}

function tell(
  { models, suggested, untried }: Advice,
  { cpu, cores, threads, busy, sources, rule }: Told,
): void {
  console.log(`本机 this machine: ${cpu}, ${cores} 核 cores, 推理线程 inference threads ${threads}`)
  if (busy > busyShare)
    console.log(
      `  已有 ${Math.round(busy * 100)}% 被占用，数字偏低 / ${Math.round(busy * 100)} % busy already: the figures are lower bounds`,
    )
  if (models.length === 0) console.log('没有已安装的模型 no model is installed: npx sightline models pull')
  for (const model of models) tellModel(model)
  if (models.length === 0) return
  const { zh, en } = rules[rule].name
  const wanted = `${zh} ${sources} 路 / ${sources} source(s) with ${en} (--sources, --rule)`
  console.log(
    suggested === null
      ? `没有模型能支撑 no model affords: ${wanted}`
      : `建议 suggested: ${suggested}  ${wanted}\n  SIGHTLINE_MODEL=${suggested}`,
  )
  for (const name of untried)
    console.log(
      `  ${name} 也跑得动，但本版本没有评测过 would do too, and was never evaluated with this build: npx sightline models eval ${name} DATASET`,
    )
  console.log(
    '  路数按默认参数、画面一直有动静、每台只此一条规则估算，已留出解码和录像；实测请用 npm run bench:scale\n' +
      '  sources: estimated for default parameters, scenes never still, one rule each, with room left for decoding and recording; npm run bench:scale measures',
  )
}

function tellModel({ name, lookMs, looksPerSecond, lasting, publishedAp, rows }: ModelAdvice): void {
  const ap = publishedAp === null ? '' : `  COCO AP ${publishedAp}（作者公布 published by its authors）`
  console.log(`${name}  每次 a look ${lookMs.toFixed(1)} ms  每秒 a second ${looksPerSecond.toFixed(1)}${ap}`)
  console.log(`  可持续 lasting ${lasting.toFixed(1)} 次/秒 looks a second`)
  for (const { kind, needMs, sources } of rows) {
    const { zh, en } = rules[kind].name
    console.log(
      `  ${String(sources).padStart(4)} 路 sources  ${zh} ${en}（每 every ${(needMs / 1000).toFixed(1)} s）`,
    )
  }
}
