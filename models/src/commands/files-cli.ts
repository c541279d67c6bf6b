import { MultiBar } from 'cli-progress'
import { allModels, handedOutDir, installedModels, modelNamed } from '../installed.ts'
import type { Manifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'
import { pullModel } from '../pull.ts'
import type { Progress } from '../pull.ts'
import { verifyModel } from '../verify.ts'
import type { Command } from './command.ts'

const stateWords = { whole: '完好 whole', missing: '缺失 missing', corrupt: '损坏 CORRUPT' } as const

const notRunWords =
  '本版本没有运行过，只知道地址和校验值，不作默认；用前请试运行和评测 never run with this build: address and checksum alone are known; try and evaluate it first'

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
    if (manifest.notRun) console.log(`  ${notRunWords}`)
  }
  return 0
}

/** Hashes of what is here. What was never run is not missed where nobody fetched it. */
export async function verify(command: Command): Promise<number> {
  const models = await lying(command)
  const all = await Promise.all(
    models.map(async ({ manifest, dir }) => ({ manifest, files: await verifyModel(manifest, dir) })),
  )
  const isMissed = ({ manifest, files }: (typeof all)[number]): boolean =>
    command.words.length > 0 || !manifest.notRun || files.some(({ kind }) => kind !== 'missing')
  const states = all.filter(isMissed).flatMap(({ files }) => files)
  for (const state of states) {
    console.log(`${stateWords[state.kind]}  ${state.path}`)
    if (state.kind === 'corrupt')
      console.log(`  应为 expected ${state.file.sha256}\n  实为 found    ${state.found}`)
  }
  return states.every((state) => state.kind === 'whole') ? 0 : 1
}

/** Without a name, what was never run is passed over, aloud, and what only a mirror has where none is named. */
export async function pull(command: Command): Promise<number> {
  const { dir, origins, words } = command
  const models = await chosen(command)
  const wanted = models.filter((manifest) => words.length > 0 || isToBeHad(manifest, origins.mirror))
  for (const manifest of models)
    if (!wanted.includes(manifest))
      console.log(`跳过 passed over  ${manifest.name}: ${whyPassedOver(manifest)}`)
    else if (manifest.notRun) console.log(`${manifest.name}: ${notRunWords}`)
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

const isToBeHad = ({ files, notRun }: Manifest, mirror: string | undefined): boolean =>
  !notRun && (mirror !== undefined || files.every(({ sources }) => sources.length > 0))

const whyPassedOver = ({ name, notRun }: Manifest): string =>
  notRun
    ? `只按名称取得 by its name only: npx sightline models pull ${name}`
    : '仅镜像文件夹提供 only a mirror folder has it (--mirror)'

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
