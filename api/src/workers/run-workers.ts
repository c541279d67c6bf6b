import { parseArgs } from 'node:util'
import { databaseUrlOf, withDatabase, type Shell } from '../command-line.ts'
import { releaseWorker } from './release.ts'

const usage = `usage: workers release ID [--secrets DIR]

A worker's id belongs to the key that first came with it. Release lets the next key have it: for a worker whose key is
lost.
处理节点的名称属于首次使用它的密钥。密钥丢失后用 release 解除绑定。

DIR: the folder of the keys; default SIGHTLINE_SECRETS_DIR, of npm start .sightline/data/secrets.
It needs DATABASE_URL; of npm start, while it runs, DIR is enough.
Exit: 0 done, 2 not done.`

/** The command line of workers' ids; answers the exit code. */
export async function runWorkers(args: readonly string[], shell: Shell): Promise<number> {
  try {
    const options = { secrets: { type: 'string' }, help: { type: 'boolean' } } as const
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (values.help) return (shell.say(usage), 0)
    const [verb, workerId, ...more] = positionals
    if (verb !== 'release' || workerId === undefined || more.length > 0) throw new Error(usage)
    const url = await databaseUrlOf(shell, values.secrets)
    await withDatabase(url, (deps) => releaseWorker(deps, workerId, 'system'))
    shell.say(`${workerId}: released`)
    return 0
  } catch (error) {
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
