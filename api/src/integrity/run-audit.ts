import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { databaseUrlOf, withDatabase, type Shell } from '../command-line.ts'
import type { Deps } from '../deps.ts'
import { createReport } from './report.ts'
import { verifyAudit } from './verify-audit.ts'
import { verifyDossiers } from './verify-dossiers.ts'

const usage = `usage: audit verify [--data DIR]
Walks the whole audit trail and the chain of every worker's dossiers, and says what is wrong and where. Changes nothing.
逐条核对全部审计记录和各采集节点的证据链，指出哪里不对。不改动任何数据。

DIR: the data folder of npm start, while it runs; else DATABASE_URL and the settings of the api.
     npm start 的数据文件夹（运行中）；否则使用 DATABASE_URL 及接口服务的设置。
Exit: 0 nothing is wrong · 完好
      1 something was changed · 发现改动
      2 it could not be checked · 无法核对
      3 nothing was changed, but something is not here (yet) · 未发现改动，但有缺失`

async function verify(deps: Pick<Deps, 'db'>, { say }: Shell): Promise<number> {
  const report = createReport(say)
  const { sequence } = await verifyAudit(deps.db, report)
  say(`审计记录 audit rows: ${sequence}`)
  say(`证据包 dossiers: ${await verifyDossiers(deps.db, report)}`)
  const { altered, missing } = report.counts()
  if (altered > 0) say(`发现改动 CHANGED: ${altered}`)
  if (missing > 0) say(`缺失 MISSING: ${missing}`)
  if (altered + missing === 0) say('完好 SOUND')
  return altered > 0 ? 1 : missing > 0 ? 3 : 0
}

/** What the api of a data folder was told. */
const settingsOf = (shell: Shell, data: string | undefined): Shell =>
  data === undefined
    ? shell
    : {
        ...shell,
        env: { ...shell.env, SIGHTLINE_SECRETS_DIR: join(data, 'secrets'), DATABASE_URL: undefined },
      }

async function run(args: readonly string[], given: Shell): Promise<number> {
  const options = { data: { type: 'string' }, help: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.help) return (given.say(usage), 0)
  if (positionals.join(' ') !== 'verify') throw new Error(usage)
  const shell = settingsOf(given, values.data)
  return withDatabase(await databaseUrlOf(shell), (deps) => verify(deps, shell))
}

/** The command line of the audit trail; answers the exit code. */
export async function runAudit(args: readonly string[], shell: Shell): Promise<number> {
  try {
    return await run(args, shell)
  } catch (error) {
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
