import { MultiBar } from 'cli-progress'
import { allModels, handedOutDir, installedModels, modelNamed } from '../installed.ts'
import type { Manifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { pullModel } from '../pull.ts'
import type { Progress } from '../pull.ts'
import { verifyModel } from '../verify.ts'
import type { Command } from './command.ts'

const stateWords = { whole: '完好 whole', missing: '缺失 missing', corrupt: '损坏 CORRUPT' } as const

const chosen = async ({ dir, words: [name] }: Command): Promise<Manifest[]> =>
  name === undefined ? allModels(dir) : [await modelNamed(dir, name)]

/** A model and the folder in which its own lies. */
interface Lying {
  readonly manifest: Manifest
  readonly dir: string
}

/** The same, and without a name also what the api handed out to this folder's worker. */
async function lying(command: Command): Promise<Lying[]> {
  const { dir, words } = command
  const here = (await chosen(command)).map((manifest) => ({ manifest, dir }))
  const apart = handedOutDir(dir)
  const handedOut = words.length > 0 ? [] : await installedModels(apart)
  return [...here, ...handedOut.map((manifest) => ({ manifest, dir: apart }))]
}

/** Models and their state. */
export async function list(command: Command): Promise<number> {
  for (const { manifest, dir } of await lying(command)) {
    const states = await verifyModel(manifest, dir)
    const worst = (['corrupt', 'missing', 'whole'] as const).find((kind) =>
      states.some((state) => state.kind === kind),
    )
    const size = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    console.log(
      `${manifest.name}  ${stateWords[worst ?? 'missing']}  ${(size / 1e6).toFixed(1)} MB  ${manifest.licence.name}`,
    )
    const from = dir === command.dir ? '' : '  由平台下发 handed out by the api'
    console.log(`  ${manifest.title.zh} / ${manifest.title.en}${from}`)
  }
  return 0
}

/** Hashes of what is here. */
export async function verify(command: Command): Promise<number> {
  const models = await lying(command)
  const states = (await Promise.all(models.map(({ manifest, dir }) => verifyModel(manifest, dir)))).flat()
  for (const state of states) {
    console.log(`${stateWords[state.kind]}  ${state.path}`)
    if (state.kind === 'corrupt')
      console.log(`  应为 expected ${state.file.sha256}\n  实为 found    ${state.found}`)
  }
  return states.every((state) => state.kind === 'whole') ? 0 : 1
}

/** Without a name, what only a mirror has is passed over, aloud, where none is named. */
export async function pull(command: Command): Promise<number> {
  const { dir, origins, words } = command
  const models = await chosen(command)
  const wanted = models.filter((manifest) => words.length > 0 || isToBeHad(manifest, origins.mirror))
  for (const manifest of models)
    if (!wanted.includes(manifest))
      console.log(
        `跳过 passed over  ${manifest.name}: 仅镜像文件夹提供 only a mirror folder has it (--mirror)`,
      )
  const bars = createBars()
  const outcomes = await Promise.allSettled(
    wanted.map((manifest) => pullModel({ manifest, dir, origins, onProgress: bars.show })),
  )
  bars.stop()
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') report(outcome.reason)
    else for (const { path, from } of outcome.value) console.log(`${stateWords.whole}  ${path}  <- ${from}`)
  return outcomes.every((outcome) => outcome.status === 'fulfilled') ? 0 : 1
}

const isToBeHad = ({ files }: Manifest, mirror: string | undefined): boolean =>
  mirror !== undefined || files.every(({ sources }) => sources.length > 0)

function createBars() {
  const bars = new MultiBar({ format: '{file} [{bar}] {percentage}% {value}/{total} B', hideCursor: true })
  const open = new Map<string, ReturnType<typeof bars.create>>()
  const show = ({ file, received, total }: Progress) => {
    const bar = open.get(file) ?? bars.create(total ?? received, 0, { file })
    open.set(file, bar)
    bar.setTotal(total ?? received)
    bar.update(received, { file })
  }
  return { show, stop: () => bars.stop() }
}

const report = (error: unknown): void => console.error(error instanceof ModelError ? error.message : error)
