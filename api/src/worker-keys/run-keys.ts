import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { openSigner } from '@sightline/infra/platform/sign'
import { line } from '../../contract/text.ts'
import { databaseUrlOf, secretsDirOf, withDatabase, type Shell } from '../command-line.ts'
import { revokeKey, trustKey } from './decide-key.ts'
import { listKeys, type ListedKey } from './list-keys.ts'

const usage = `usage: keys show [--secrets DIR]
       keys list
       keys trust ID [--because TEXT]
       keys revoke ID [--because TEXT] [--from TIME]

show    the public key by which this agency signs its case packages, and its fingerprint. Give the key to whoever is to
        check packages (verify PACKAGE.zip --key FILE), by another way than the packages.
        打印本机关签署案件包的公钥及其指纹。请通过案件包以外的途径把公钥交给核验方。
          npx sightline keys show > agency.pem
list    the keys by which workers seal dossiers: waiting, trusted or revoked. Compare the fingerprint with the worker's.
        列出采集节点封存证据所用的密钥：待认可、已认可、已吊销。请与采集节点上的指纹核对。
trust   dossiers sealed under this key count, also those that are here already. Until then they are clues only.
        认可该密钥：用它封存的证据包（含已收到的）方可作为证据。此前只能作为线索。
revoke  what is received from TIME on (default: now; e.g. 2026-11-29T08:00+08:00) counts no more. It is final.
        吊销该密钥：自该时刻起收到的证据包不再作为证据。不可撤销。

DIR: the folder of the keys; default SIGHTLINE_SECRETS_DIR, of npm start .sightline/data/secrets.
list, trust and revoke need DATABASE_URL; of npm start, while it runs, DIR is enough. Each decision is written to the audit trail.
Exit: 0 done, 1 it was so already, 2 not done.`

interface Values {
  readonly secrets?: string
  readonly because?: string
  readonly from?: string
}
interface Asked {
  readonly shell: Shell
  readonly values: Values
  readonly id: string
}
type Command = (asked: Asked) => Promise<number>

/** The key that is there; none is made by looking for it. */
const show: Command = async ({ shell, values }) => {
  const dir = join(secretsDirOf(shell, values.secrets), 'api')
  if ((await readTextIfThere(join(dir, 'signing-key.pem'))) === null)
    throw new Error(`no signing key in ${dir}\n${usage}`)
  const { keyId, publicKeyPem } = await openSigner(dir)
  // Not among what is written to a file: that is the key alone.
  shell.warn(`指纹 / Fingerprint: ${keyId}`)
  shell.say(publicKeyPem.trimEnd())
  return 0
}

const stateNames = { waiting: '待认可 waiting', trusted: '已认可 trusted', revoked: '已吊销 revoked' }
const timeOf = (at: number): string => new Date(at).toISOString()
const inGroups = (hex: string): string => hex.match(/.{4}/g)?.join(' ') ?? hex

function describe({ keyId, state, fingerprint, dossiers, firstSeenAt, decided }: ListedKey): string {
  const seen =
    firstSeenAt === null
      ? '尚无证据包 no dossier yet'
      : `${dossiers} 证据包 dossiers since ${timeOf(firstSeenAt)}`
  const last = decided ? `\n    ${timeOf(decided.at)} ${decided.actor}: ${decided.because}` : ''
  return `${keyId}  ${stateNames[state]}  ${seen}\n    SHA-256 ${fingerprint ? inGroups(fingerprint) : '-'}${last}`
}

const list: Command = async ({ shell, values }) =>
  withDatabase(await databaseUrlOf(shell, values.secrets), async (deps) => {
    const keys = await listKeys(deps)
    shell.say(keys.length > 0 ? keys.map(describe).join('\n') : '尚无密钥 no keys yet')
    return 0
  })

const decidedBy = ({ values: { because = '' }, id }: Asked) => {
  if (!/^[0-9a-f]{16}$/.test(id))
    throw new Error(`ID: 16 位十六进制，见 keys list / 16 hex digits, see keys list\n${usage}`)
  return { keyId: id, because: line(500).parse(because), actor: 'system' }
}

const trust: Command = async (asked) => {
  const { shell, values, id } = asked
  const decided = decidedBy(asked)
  return withDatabase(await databaseUrlOf(shell, values.secrets), async (deps) => {
    const isNew = await trustKey(deps, decided)
    shell.say(`${id}  ${stateNames.trusted}${isNew ? '' : '（此前已认可 it was before）'}`)
    return isNew ? 0 : 1
  })
}

function timeGiven(text: string | undefined): { from?: number } {
  if (text === undefined) return {}
  const from = Date.parse(text)
  if (Number.isNaN(from)) throw new Error(`--from ${text}: 2026-11-29T08:00+08:00`)
  return { from }
}

const revoke: Command = async (asked) => {
  const { shell, values, id } = asked
  const decided = { ...decidedBy(asked), ...timeGiven(values.from) }
  return withDatabase(await databaseUrlOf(shell, values.secrets), async (deps) => {
    const isNew = await revokeKey(deps, decided)
    shell.say(`${id}  ${stateNames.revoked}${isNew ? '' : '（此前已吊销 it was before）'}`)
    return isNew ? 0 : 1
  })
}

const commands = new Map<string, Command>([
  ['show', show],
  ['list', list],
  ['trust', trust],
  ['revoke', revoke],
])

const options = {
  secrets: { type: 'string' },
  because: { type: 'string' },
  from: { type: 'string' },
  help: { type: 'boolean' },
} as const

async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
  const [name = '', id = '', ...more] = positionals
  if (values.help) return (shell.say(usage), 0)
  const command = more.length > 0 ? undefined : commands.get(name)
  if (!command) throw new Error(usage)
  return command({ shell, values, id })
}

/** The command line of keys; answers the exit code. */
export async function runKeys(args: readonly string[], shell: Shell): Promise<number> {
  try {
    return await run(args, shell)
  } catch (error) {
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
