import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { backUp } from './backup.ts'
import { repository } from './mains.ts'
import { restore, restoreCopy } from './restore.ts'
import { StartError } from './start-error.ts'

const help = `sightline backup FILE|FOLDER [--data DIR]
  数据库、证据、密钥写入一个文件，可在运行中进行。文件含签名私钥，请加密保管。
  Database, evidence and keys into one file, also while the product runs. The file holds the signing keys: keep it
  encrypted and away from this machine, for instance  sightline backup b.tar && age -p b.tar > b.tar.age && rm b.tar

sightline restore FILE [--data DIR]
  恢复到新的或空的数据文件夹 · into a data folder that is new or empty

sightline restore --before NAME [--data DIR]
  恢复升级前的副本 · puts back the copy that was made before an upgrade

  --data DIR   data folder (.sightline/data) 数据文件夹
`

const options = {
  data: { type: 'string', default: join(repository, '.sightline/data') },
  before: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function run([verb, ...args]: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [file, ...more] = positionals
  if (values.help) return (say(help), 0)
  if (verb === 'restore' && values.before && file === undefined) {
    const kept = await restoreCopy(values.data, values.before, systemClock)
    say(`已恢复，升级后的数据保留为 put back; the data of after the upgrade are kept as ${kept}`)
    return 0
  }
  if (file === undefined || more.length > 0 || values.before) return (process.stderr.write(help), 2)
  if (verb === 'backup') say(await backUp(values.data, file, systemClock))
  else await restore(file, values.data).then(() => say(`已恢复到 restored to ${values.data}`))
  return 0
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error
  const told =
    error instanceof StartError || isUsage ? error.message : error instanceof Error ? error.stack : error
  process.stderr.write(`${String(told)}\n`)
  process.exitCode = isUsage ? 2 : 1
}
