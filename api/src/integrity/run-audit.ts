import type { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import type { Objects } from '@sightline/infra/platform/objects'
import { openSigner } from '@sightline/infra/platform/sign'
import {
  databaseUrlOf,
  openObjectsOf,
  secretsDirOf,
  settingsOf,
  withDatabase,
  type Shell,
} from '../command-line.ts'
import type { Deps } from '../deps.ts'
import { readRoots } from '../stamps/authority.ts'
import { verifyStamps } from '../stamps/verify-stamps.ts'
import { createReport } from './report.ts'
import { verifyAnchors } from './verify-anchors.ts'
import { verifyAudit } from './verify-audit.ts'
import { verifyDossiers } from './verify-dossiers.ts'

const usage = `usage: audit verify [--data DIR]
Walks the whole audit trail and the chain of every worker's dossiers, holds the trail against its anchors in the store of
evidence and both against their time-stamps, and says what is wrong and where, and where times run backwards. Changes nothing. What was written since the last anchor only its hashes protect.
逐条核对全部审计记录和各采集节点的证据链，并与证据存储中的锚点及时间戳比对，指出哪里不对、哪里时间倒退。不改动任何数据。最后一个锚点之后的记录仅由哈希链保护。

DIR: the data folder of npm start, while it runs; else DATABASE_URL and the settings of the api.
     npm start 的数据文件夹（运行中）；否则使用 DATABASE_URL 及接口服务的设置。
Exit: 0 nothing is wrong · 完好
      1 something was changed · 发现改动
      2 it could not be checked · 无法核对
      3 nothing was changed, but something is not here (yet) · 未发现改动，但有缺失`

interface Opened extends Pick<Deps, 'db'> {
  readonly objects: Pick<Objects, 'list' | 'readAll'>
  readonly publicKeyPem: string
  readonly stampRoots: readonly X509Certificate[]
}

const unvouched =
  '（未设 SIGHTLINE_TSA_ROOTS，未核对由谁签发 · signer not checked: SIGHTLINE_TSA_ROOTS is not set）'

async function verify(deps: Opened, { say }: Shell): Promise<number> {
  const report = createReport(say)
  const { sequence } = await verifyAudit(deps.db, report)
  say(`审计记录 audit rows: ${sequence}`)
  say(`证据包 dossiers: ${await verifyDossiers(deps.db, report)}`)
  say(`锚点 anchors: ${await verifyAnchors(deps, report)}`)
  const stamps = await verifyStamps(deps.db, deps.stampRoots, (where, code) => report.tell(where, code))
  const isVouched = deps.stampRoots.length > 0 || stamps === 0
  say(`时间戳 time-stamps: ${stamps}${isVouched ? '' : ` ${unvouched}`}`)
  const { altered, missing, clock } = report.counts()
  if (clock > 0) say(`时钟回拨 CLOCK SET BACK: ${clock}`)
  if (altered > 0) say(`发现改动 CHANGED: ${altered}`)
  if (missing > 0) say(`缺失 MISSING: ${missing}`)
  if (altered + missing === 0) say('完好 SOUND')
  return altered > 0 ? 1 : missing > 0 ? 3 : 0
}

/** The key by which the agency signs, as it is on this machine; none is made by looking for it. */
async function publicKeyOf(shell: Shell): Promise<string> {
  const dir = join(secretsDirOf(shell), 'api')
  if ((await readTextIfThere(join(dir, 'signing-key.pem'))) === null)
    throw new Error(`no signing key in ${dir}`)
  return (await openSigner(dir)).publicKeyPem
}

async function stampRootsOf({ env }: Shell): Promise<X509Certificate[]> {
  const path = env['SIGHTLINE_TSA_ROOTS']
  return path ? readRoots(path) : []
}

async function run(args: readonly string[], given: Shell): Promise<number> {
  const options = { data: { type: 'string' }, help: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.help) return (given.say(usage), 0)
  if (positionals.join(' ') !== 'verify') throw new Error(usage)
  const shell = settingsOf(given, values.data)
  const url = await databaseUrlOf(shell)
  const opened = {
    publicKeyPem: await publicKeyOf(shell),
    objects: await openObjectsOf(shell, 'audit verify'),
    stampRoots: await stampRootsOf(shell),
  }
  return withDatabase(url, ({ db }) => verify({ db, ...opened }, shell))
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
