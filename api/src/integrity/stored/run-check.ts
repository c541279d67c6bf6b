import { parseArgs } from 'node:util'
import { parseConfig } from '@sightline/infra/platform/config'
import { databaseUrlOf, openObjectsOf, settingsOf, withDatabase, type Shell } from '../../command-line.ts'
import { configSchema, keepingTermsOf } from '../../config.ts'
import { depths, type Depth } from './check-finding.ts'
import { checkFindings, checkUnclaimed } from './check-store.ts'
import {
  createStoreReport,
  storeProblemCodes,
  storeProblems,
  type StoreReport,
  type Told,
} from './store-report.ts'

const usage = `usage: check [--depth presence|size|hash|measures] [--data DIR] [--json] [--list N]
Holds every exhibit on record against the store of evidence, and everything in the store against the records. Changes nothing.
逐件核对证据记录与证据存储，并反查存储中没有记录的对象。不改动任何数据。
--depth presence  is it there, that version, and nothing besides (default) · 是否存在、有无多余对象或版本（默认）
        size      its size too, and whether its lock is what the law asks · 另核对大小和锁定
        hash      every byte too · 另核对全部内容
        measures  every still measured anew too, slowly · 另逐幅重新测量画面，较慢
--data DIR  the data folder of npm start, while it runs; else DATABASE_URL and the settings of the api
            npm start 的数据文件夹（运行中）；否则使用 DATABASE_URL 及接口服务的设置
--json      one JSON document on stdout · 以 JSON 输出
--list N    the first N of each problem are named, 100 by default; all are counted · 每类列出前 N 项，全部计数
Exit: 0 all as recorded · 完好
      1 something that no rule does: missing, foreign, marked, altered, wrongly gone · 发现异常
      2 it could not be checked · 无法核对
      3 only what is still to be done: unlocked, undeleted, unclaimed · 仅有待完成事项`

const options = {
  depth: { type: 'string', default: 'presence' },
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  list: { type: 'string', default: '100' },
  help: { type: 'boolean', default: false },
} as const

interface Asked {
  readonly depth: Depth
  readonly data: string | undefined
  readonly isJson: boolean
  readonly most: number
}

function askedOf(args: readonly string[]): Asked | null {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return null
  const depth = depths.find((one) => one === values.depth)
  if (!depth) throw new Error(`--depth ${values.depth}: ${depths.join(', ')}\n${usage}`)
  if (!/^\d{1,6}$/.test(values.list)) throw new Error(`--list ${values.list}: 0..999999\n${usage}`)
  return { depth, data: values.data, isJson: values.json, most: Number(values.list) }
}

interface Result {
  readonly depth: Depth
  readonly findings: number
  readonly exhibits: number
  readonly objects: number
}

const lineOf = ({ code, key, versionId }: Told): string => {
  const { zh, en } = storeProblems[code]
  return `${code} ${key}${versionId === null ? '' : ` @${versionId}`}: ${zh} · ${en}`
}

function sayText(result: Result, report: StoreReport, say: Shell['say']): void {
  for (const told of report.listed()) say(lineOf(told))
  const { findings, exhibits, objects } = result
  say(`发现 findings: ${findings} · 证据 exhibits: ${exhibits} · 对象 objects: ${objects}`)
  const counts = report.counts()
  for (const code of storeProblemCodes) if (counts[code] > 0) say(`${code}: ${counts[code]}`)
  if (report.exitCode() === 0) say('完好 SOUND')
}

const sayJson = (result: Result, report: StoreReport, say: Shell['say']): void =>
  say(JSON.stringify({ ...result, counts: report.counts(), problems: report.listed() }, null, 2))

const keepingSchema = configSchema.pick({
  keepCaseDays: true,
  keepEndedDays: true,
  keepFaultDays: true,
  keepUnalertedDays: true,
})

async function run(args: readonly string[], given: Shell): Promise<number> {
  const asked = askedOf(args)
  if (!asked) return (given.say(usage), 0)
  const shell = settingsOf(given, asked.data)
  const url = await databaseUrlOf(shell)
  const objects = await openObjectsOf(shell, 'check')
  const keepingTerms = keepingTermsOf(parseConfig(keepingSchema, shell.env, { app: 'check' }))
  const report = createStoreReport(asked.most)
  const { depth } = asked
  const result = await withDatabase(url, async ({ db, now }) => {
    const deps = { db, now, objects, keepingTerms, depth, report }
    const walked = await checkFindings(deps, ({ findings, exhibits }) =>
      shell.warn(`${findings} findings, ${exhibits} exhibits · 已核对`),
    )
    return { depth, ...walked, objects: await checkUnclaimed(deps) }
  })
  if (asked.isJson) sayJson(result, report, shell.say)
  else sayText(result, report, shell.say)
  return report.exitCode()
}

/** The command line that holds records and store against each other; answers the exit code. */
export async function runCheck(args: readonly string[], shell: Shell): Promise<number> {
  try {
    return await run(args, shell)
  } catch (error) {
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
