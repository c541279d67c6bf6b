import { once } from 'node:events'
import { open, rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { CodedError, toReason } from '@sightline/infra/platform/error'
import { openTask } from '@sightline/models/open'
import { proveDossier, toProofReport } from './prove-dossier.ts'
import { readDossier, replayOriginals, replayTrace } from './replay-dossier.ts'
import { createLineHash, replayVideo, type VideoOptions } from './replay-video.ts'
import { toOriginalsReport, toTraceReport } from './report.ts'
import { sayError } from './say-error.ts'

const usage = `sightline replay DOSSIER_DIR [--strict] [--originals]
sightline replay --video FILE [--rules FILE] [--model NAME] [--start TIME] [--fps N] [--out FILE]

由证据包中的轨迹重新计算发现，与签名清单比较；--strict 另不凭跟踪与停留程序，仅由轨迹核对每次观察是否在停留处、是否同一
目标、时间是否足够；--originals 另用清单所载各模型重看其中的原始视频。
发现所依据的模型须已安装且字节相同；其余未安装的，以及无法重看的，取自轨迹并逐项说明。
Recomputes a finding from the trace in a dossier folder and compares it with the signed manifest; with --strict its claim is
also checked from the trace alone, without the tracker: that every look stands at its place, is of one and the same, and that
they prove the time; with --originals
the models named in the manifest also look at the original video again. The one that the finding rests on must be
installed, to the byte; what others saw that are not, and what cannot be seen again, is taken from the trace and told.

--video: 逐帧判读一段视频，写出轨迹；同一视频、模型与规则，轨迹逐字节相同。
Judges a video file frame by frame and writes its trace: the same video, model and rules give the same bytes.

  --rules FILE      规则与区域 [{"kind","params","polygon","bays","hours"}]；缺省：全画面 rules and zones; default: the whole picture
  --model NAME    模型 model (SIGHTLINE_MODEL, yolox-nano)
  --start TIME      首帧时间 time of the first picture, ISO 8601 (1970-01-01T00:00:00Z)
  --fps N           每秒判读帧数 most pictures a second (5)
  --out FILE        写入文件而非标准输出 write there, not to the standard output
  --model-dir DIR   模型文件夹 model folder (SIGHTLINE_MODEL_DIR, .sightline/models)

退出码 exit codes: 0 一致 the same (--video: 完成 done), 1 不一致或证明不成立 different, or not proven, 2 无法读取 cannot be read
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  originals: flag,
  strict: flag,
  help: flag,
  video: text,
  rules: text,
  model: text,
  start: text,
  fps: text,
  out: text,
  'model-dir': text,
} as const
const parse = () => parseArgs({ options, allowPositionals: true })
type Values = ReturnType<typeof parse>['values']

const { env } = process
const ffmpegPath = env['FFMPEG_PATH'] ?? 'ffmpeg'
const modelDirOf = (values: Values): string =>
  values['model-dir'] ?? env['SIGHTLINE_MODEL_DIR'] ?? '.sightline/models'

async function runDossier(dir: string, values: Values): Promise<number> {
  const dossier = await readDossier(dir)
  // It rests on the facts alone: what other software remembered before them, and cannot be continued, is of no matter.
  const failures = values.strict ? proveDossier(dossier.manifest, dossier.trace) : null
  if (values.strict) console.log(toProofReport(failures).join('\n'))
  const traced = replayTrace(dossier)
  console.log(toTraceReport(traced).join('\n'))
  const isSound = traced.isSame && (failures ?? []).length === 0
  if (!values.originals) return isSound ? 0 : 1
  const second = await replayOriginals(dossier, { ffmpegPath, modelDir: modelDirOf(values) })
  console.log(toOriginalsReport(second).join('\n'))
  return isSound && second.verdict !== 'different' ? 0 : 1
}

/** A number within its bounds, or a coded refusal that names the option. */
function numberFrom(
  name: string,
  given: string | undefined,
  { or, least }: { or: number; least: number },
): number {
  const value = given === undefined ? or : Number(given)
  if (Number.isFinite(value) && value >= least) return value
  throw new CodedError('option_malformed', { option: `--${name}`, given, least })
}

async function runVideo(file: string, values: Values): Promise<number> {
  const startAt = values.start === undefined ? 0 : Date.parse(values.start)
  if (Number.isNaN(startAt))
    throw new CodedError('option_malformed', { option: '--start', given: values.start })
  const fps = numberFrom('fps', values.fps, { or: 5, least: 0.1 })
  const model = await openTask('detector', values.model ?? env['SIGHTLINE_MODEL'] ?? 'yolox-nano', {
    dir: modelDirOf(values),
    origins: { mirror: env['SIGHTLINE_MODEL_MIRROR'], isPublic: true },
  })
  const options = { file, model, ffmpegPath, startAt, fps, rulesFile: values.rules ?? null }
  const lines = values.out === undefined ? print(options) : writeWhole(values.out, options)
  const { rows, sha256 } = await lines
  process.stderr.write(`${rows} 帧 frames, 轨迹 trace sha256 ${sha256}\n`)
  return 0
}

/** The trace on the standard output. */
const print = (options: VideoOptions) =>
  writeTrace(options, async (line) => {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain')
  })

/** The trace in a file that is there when it is whole, and not before. */
async function writeWhole(path: string, options: VideoOptions): Promise<Written> {
  const part = `${path}.part`
  const file = await open(part, 'w').catch((cause: unknown) => {
    throw new CodedError('option_malformed', { option: '--out', given: path, reason: toReason(cause) })
  })
  try {
    const written = await writeTrace(options, async (line) => void (await file.appendFile(line)))
    await file.close()
    await rename(part, path)
    return written
  } catch (error) {
    await file.close()
    await rm(part, { force: true })
    throw error
  }
}

interface Written {
  readonly rows: number
  readonly sha256: string
}

async function writeTrace(options: VideoOptions, write: (line: string) => Promise<void>): Promise<Written> {
  const hash = createLineHash()
  let rows = -1
  for await (const line of replayVideo(options)) {
    hash.add(line)
    rows += 1
    await write(line)
  }
  return { rows, sha256: hash.sha256() }
}

async function run(): Promise<number> {
  const { values, positionals } = parse()
  const [dir] = positionals
  const isOne = (dir === undefined) !== (values.video === undefined) && positionals.length <= 1
  if (!isOne || values.help) {
    process.stdout.write(usage)
    return values.help ? 0 : 2
  }
  return values.video === undefined ? runDossier(dir ?? '', values) : runVideo(values.video, values)
}

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(sayError(error))
  process.exitCode = 2
}
