import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createLauncher } from '../media/launcher.ts'
import { launchHere } from '../media/program.ts'

const help = `启动外部程序时事件循环停顿多久 How long the event loop stands still while programs are started.

node --import tsx ingest/src/bench/launch-cli.ts [--by here|launcher] [--mebibytes 600] [--programs 60]

Prints a line of JSON: how late the loop was, and for how long the calls themselves held it up.`

const resolution = 5
const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
const nothing = { stdout: () => undefined, stderr: () => undefined, third: () => undefined }

async function run(by: string, mebibytes: number, programs: number): Promise<void> {
  const launcher = createLauncher(() => undefined)
  const launch = by === 'launcher' ? launcher.launch : launchHere
  await launch(ffmpegPath, ['-version'], nothing).closed
  const held = Array.from({ length: mebibytes }, () => Buffer.alloc(1 << 20, 1))
  const loop = monitorEventLoopDelay({ resolution })
  loop.enable()
  await delay(500)
  loop.reset()
  // The first tick after a reset is where the next one is measured from.
  await delay(50)
  const at = performance.now()
  const started = Array.from({ length: programs }, () => launch(ffmpegPath, ['-version'], nothing))
  const blockedMs = performance.now() - at
  await Promise.all(started.map(({ closed }) => closed))
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution)
  console.log(
    JSON.stringify({
      lateMax: late(loop.max),
      lateP99: late(loop.percentile(99)),
      blockedMs,
      tookMs: performance.now() - at,
      mebibytes: held.length,
    }),
  )
  await launcher.close()
}

const text = { type: 'string' } as const
const options = { by: text, mebibytes: text, programs: text, help: { type: 'boolean' } } as const
const { values } = parseArgs({ options })
if (values.help) console.log(help)
else await run(values.by ?? 'launcher', Number(values.mebibytes ?? 600), Number(values.programs ?? 60))
