import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { bench } from './commands/bench-cli.ts'
import type { Command } from './commands/command.ts'
import { evaluateOn } from './commands/eval-cli.ts'
import { list, pull, verify } from './commands/files-cli.ts'
import { missing } from './commands/missing-cli.ts'
import { check, install } from './commands/own-cli.ts'
import { suggest } from './commands/suggest-cli.ts'
import { transformNames } from './eval/transforms.ts'
import { ModelError } from './model-error.ts'

const help = `sightline models <动词 verb> [...]

  list                    列出模型及其状态      list models and their state
  pull [NAME]             取得模型文件          fetch model files (all, or one)
  verify [NAME]           校验 SHA-256          check SHA-256 of what is here
  missing                 缺少的模型            what is not here, the rules it silences, how to get it
  eval NAME DATASET       精度评测              accuracy on a folder with instances.json (COCO), or on an
                                                unpacked dataset export; NAME plates: on a set of plates
  bench [NAME] --video F  速度评测              the bare model beside all of perceive, as one line of JSON
  suggest                 本机适合的模型        what this machine affords: looks, sources, the best model
  check MANIFEST ONNX     试运行自带模型        dry run of a model of your own; 1 where it is not ready
  install MANIFEST ONNX   试运行并安装          dry run, then install it where it is ready

  --dir DIR       模型文件夹            model folder (.sightline/models)
  --mirror DIR    镜像文件夹            mirror folder (SIGHTLINE_MODEL_MIRROR)
  --picture FILE  试运行所用图片        picture for the dry run (check, install)
  --video FILE    评测视频              pictures to look at, one a second of it (bench)
  --transform T   变换后评测            on what a bad camera makes of the pictures, or all (eval)
  --seconds N     评测时长              how long: bench in all (30), suggest for each model (5)
  --sources N     需要的路数            how many sources a model shall afford (suggest, 4)
  --rule KIND     它们的规则            the rule they have (suggest, illegal_parking)
  --json          以 JSON 输出          one line of JSON (suggest)
  --help          显示本说明            this text

退出码 exit codes: 0 完好 whole, 1 失败 failed, 2 用法错误 wrong usage
`

const text = { type: 'string' } as const
const options = {
  dir: text,
  mirror: text,
  picture: text,
  video: text,
  seconds: text,
  sources: text,
  rule: text,
  json: { type: 'boolean' },
  transform: text,
  help: { type: 'boolean' },
} as const
type Option = keyof typeof options

interface Verb {
  readonly run: (command: Command) => Promise<number>
  /** How many words follow it. */
  readonly words: readonly [least: number, most: number]
  /** Options of its own, besides --dir and --mirror. */
  readonly takes: readonly Option[]
  /** Where --seconds is not given. */
  readonly seconds?: number
}

const verbs: Readonly<Record<string, Verb>> = {
  list: { run: list, words: [0, 1], takes: [] },
  pull: { run: pull, words: [0, 1], takes: [] },
  verify: { run: verify, words: [0, 1], takes: [] },
  missing: { run: missing, words: [0, 0], takes: [] },
  eval: { run: evaluateOn, words: [2, 2], takes: ['transform'] },
  bench: { run: bench, words: [0, 1], takes: ['video', 'seconds'] },
  suggest: { run: suggest, words: [0, 0], takes: ['seconds', 'sources', 'rule', 'json'], seconds: 5 },
  check: { run: check, words: [2, 2], takes: ['picture'] },
  install: { run: install, words: [2, 2], takes: ['picture'] },
}

/** What is wrong with the words; null where nothing is. */
function misuse(verb: Verb | undefined, words: readonly string[], given: readonly string[]): string | null {
  const [name, ...rest] = words
  if (!verb) return `不认识的命令 / unknown command: ${words.join(' ')}`
  if (rest.length < verb.words[0] || rest.length > verb.words[1])
    return `参数个数不对 / wrong number of words after ${name}: ${rest.length}`
  const stray = given.find((option) => !['dir', 'mirror', ...verb.takes].includes(option))
  return stray ? `${name} 不接受 / does not take --${stray}` : null
}

const transformList = [...transformNames, 'all'].join(' ')
const toTransform = (name = 'none'): Command['transform'] | undefined =>
  name === 'all' ? 'all' : transformNames.find((one) => one === name)

/** Runs `sightline models`; resolves with the exit code. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const usage = (problem: string): number => {
    console.error(`${problem}\n\n${help}`)
    return 2
  }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [name = 'help', ...words] = positionals
    if (values.help || name === 'help') {
      console.log(help)
      return 0
    }
    const verb = verbs[name]
    const problem = misuse(verb, positionals, Object.keys(values))
    if (!verb || problem) return usage(problem ?? '')
    const transform = toTransform(values.transform)
    if (!transform) return usage(`没有这种变换 / no such transform: ${values.transform}; ${transformList}`)
    return await verb.run({
      words,
      dir: values.dir ?? '.sightline/models',
      origins: { mirror: values.mirror ?? env['SIGHTLINE_MODEL_MIRROR'], isPublic: true },
      ffmpeg: env['FFMPEG_PATH'] ?? 'ffmpeg',
      picture: values.picture,
      video: values.video,
      seconds: Number(values.seconds ?? verb.seconds ?? 30),
      sources: Number(values.sources ?? 4),
      rule: values.rule ?? 'illegal_parking',
      json: values.json ?? false,
      transform,
    })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return usage(error.message)
    console.error(error instanceof ModelError ? error.message : error)
    return 1
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2), process.env)
