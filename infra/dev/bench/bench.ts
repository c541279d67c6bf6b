import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { measureAlerts } from './alerts.ts'
import { measureLaunch } from './launch.ts'
import { measureModel } from './model.ts'
import { measurePeers } from './peers.ts'
import { toTable, type BenchInput, type Row } from './row.ts'
import { measureBusy, measureScale } from './scale.ts'
import { measureCloseUps, measureKeys, measureStorm } from './scale-rows.ts'
import { measureStreamCost } from './stream-cost.ts'
import { measureStack } from './whole-stack.ts'

const benches = {
  model: measureModel,
  cpu: measureStreamCost,
  stack: measureStack,
  alerts: measureAlerts,
  scale: measureScale,
  busy: measureBusy,
  keys: measureKeys,
  closeups: measureCloseUps,
  storm: measureStorm,
  peers: measurePeers,
  launch: measureLaunch,
} as const

const help = `npm run bench -- [options]

  --only NAME    一项 one of ${Object.keys(benches).join(', ')}
                 model  裸模型与感知 bare model and perceive
                 cpu      每路每分钟 CPU 秒 CPU seconds per stream-minute, beside plain ffmpeg
                 stack    事件循环与上墙时间 event loop of ingest, condition to wall
                 alerts   从认定到屏幕，分段 from a rule's condition to a listening screen, step by step
                 scale    每核可看的视频路数 still and busy sources per core, raised until frames drop
                 busy     其中只测繁忙街道 of these the busy ones alone
                 keys     关键帧间隔 1、2、4、10 秒 key frames 1, 2, 4 and 10 s apart
                 closeups 局部放大 zones looked at enlarged
                 storm    同时断线重连 all connections lost at once
                 peers    其他程序 motion, and a plain ffmpeg, on the same streams
                 launch   启动外部程序的停顿 what starting ffmpeg costs the event loop
  --seconds N    每项时长 seconds of each measurement (30)
  --apart N      仅 keys：只测这一种间隔 of keys, this distance alone
  --help

Prints Markdown tables. A busy machine gives wrong figures: it says so when it is one. Linux only (reads /proc).`

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Busy share of all cores, by their own counters. */
async function busyShare(ms: number): Promise<number> {
  const read = () => {
    const times = cpus().map((cpu) => cpu.times)
    const idle = times.reduce((sum, time) => sum + time.idle, 0)
    return { idle, all: times.flatMap((time) => Object.values(time)).reduce((sum, value) => sum + value, 0) }
  }
  const before = read()
  await delay(ms)
  const after = read()
  return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all)
}

const ffmpegVersion = (): string =>
  execFileSync(process.env['FFMPEG_PATH'] ?? 'ffmpeg', ['-version'], { encoding: 'utf8' }).split(' ')[2] ??
  '?'

async function machine(): Promise<string> {
  const busy = await busyShare(3000)
  const load = loadavg().map((value) => value.toFixed(2))
  if (busy > 0.1)
    say(`WARNING: the machine is busy (${Math.round(busy * 100)} %): these figures are not to be kept.`)
  return [
    `${new Date().toISOString().slice(0, 10)}; ${cpus()[0]?.model.trim() ?? '?'}, ${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}; ffmpeg ${ffmpegVersion()}`,
    `at the start: load average ${load.join(' ')}, cores ${Math.round(busy * 100)} % busy`,
  ].join('; ')
}

async function run(
  chosen: readonly ((input: BenchInput) => Promise<Row[]>)[],
  input: BenchInput,
): Promise<void> {
  const facts = await machine()
  say(facts)
  console.log(facts)
  for (const measure of chosen) console.log(`\n${toTable(await measure(input))}`)
}

const text = { type: 'string' } as const
const options = { only: text, seconds: text, apart: text, help: { type: 'boolean' } } as const
const { values } = parseArgs({ options })
const chosen = Object.entries(benches).flatMap(([name, bench]) =>
  // The busy streets are a part of `scale`.
  (values.only ?? (name === 'busy' ? '' : name)) === name ? [bench] : [],
)
const seconds = Number(values.seconds ?? 30)
const apart = values.apart === undefined ? undefined : Number(values.apart)
// A film of the street lasts a minute.
const isApart = apart === undefined || (Number.isInteger(apart) && apart >= 1 && apart <= 60)
if (values.help || chosen.length === 0 || !(seconds > 0) || !isApart) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else await run(chosen, { seconds, say, ...(apart === undefined ? {} : { apart }) })
