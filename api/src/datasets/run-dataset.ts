import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createLog } from '@sightline/infra/platform/log'
import { openQueues } from '@sightline/infra/platform/queue'
import type { QueueBackend } from '@sightline/infra/platform/queue-backend'
import type { Permission } from '../../contract/people.ts'
import { databaseUrlOf, openObjectsOf, settingsOf, withDatabase, type Shell } from '../command-line.ts'
import { Refusal } from '../refusal.ts'
import { asPerson, type AskSecret } from './as-person.ts'
import { createFindFaces } from './ask-faces.ts'
import { commands, type Asked, type Opened } from './dataset-commands.ts'
import { options } from './dataset-options.ts'

const usage = `usage: dataset approvals
       dataset approve --number N --by WHO --on DAY --purpose TEXT --until DAY --from DAY --to DAY
                       [--kinds K,K] [--sources ID,ID] [--plates]
       dataset list
       dataset export APPROVAL --out FILE.zip|FOLDER [--set objects|plates] [--kinds K,K] [--sources ID,ID]
                       [--from DAY] [--to DAY] [--most N] [--megabytes N] [--seed N]
       dataset import EXPORT annotations.json [--take]
       dataset labels EXPORT --out FILE.json
       each with --account A [--data DIR]; the password, and the code of a second factor, are asked
       for, or read from the first lines of stdin

approve  writes down who signed what outside of this program: document, purpose, scope, last day. Whoever writes it down
         does not export by it. 登记书面批准；登记人本人不能据此导出。
export   pictures and crops of findings with what people concluded, as COCO. Heads and plates are hidden; the hard cases
         come first. Whole, or nothing. 导出发现的图片与结论（COCO）；人的头部和号牌已遮挡，疑难的在前。
         --set plates: crops of accused vehicles with the plate that two officers typed blind, where the approval covers it.
import   shows what the labels of a COCO file that came back would change; with --take it is taken. 导回改过的标注。
labels   annotations.json with the labels as they are now: put it into the exported folder, then models eval.

DAY: 2026-11-29, Asia/Shanghai. DIR: the data folder of npm start, while it runs; else DATABASE_URL and the settings of
the api. Exit: 0 done, 1 refused or not sound, 2 not done.`

const needs: Readonly<Record<string, Permission>> = {
  approvals: 'datasets.read',
  list: 'datasets.read',
  approve: 'datasets.approve',
  export: 'datasets.export',
  import: 'datasets.export',
  labels: 'datasets.export',
}

async function run(args: readonly string[], given: Shell, ask: AskSecret): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.help) return (given.say(usage), 0)
  const [name = '', ...words] = positionals
  const command = commands[name]
  const permission = needs[name]
  if (!command || !permission || !values.account) throw new Error(usage)
  const shell = settingsOf(given, values.data)
  const { account } = values
  const url = await databaseUrlOf(shell)
  const objects = await openObjectsOf(shell, 'dataset')
  const password = await ask(account, 'password')
  const log = createLog({ app: 'dataset', level: 'silent' })
  const queues = await openQueues(backendOf(shell, url), log)
  try {
    return await withDatabase(url, ({ db, now }) => {
      const findFaces = createFindFaces(queues, log)
      const opened: Opened = { db, now, objects, log, newId: randomUUID, findFaces }
      return asPerson({ db, now, shell }, { account, password, needs: permission, ask }, (caller) => {
        const asked: Asked = { opened, shell, words, values, actor: caller.person.id }
        return command(asked)
      })
    })
  } finally {
    await queues.close()
  }
}

/** Where the api and the workers have their jobs. */
function backendOf({ env }: Shell, databaseUrl: string): QueueBackend {
  const { SIGHTLINE_QUEUE: queue, SIGHTLINE_REDIS_URL: url } = env
  return queue === 'redis' && url !== undefined
    ? { backend: 'redis', url }
    : { backend: 'postgres', url: databaseUrl }
}

/** The command line of training data; answers the exit code. */
export async function runDataset(args: readonly string[], shell: Shell, ask: AskSecret): Promise<number> {
  try {
    return await run(args, shell, ask)
  } catch (error) {
    if (error instanceof Refusal) {
      const places = error.problems.map(({ path, message }) => `\n  ${path}: ${message}`)
      shell.warn(`${error.code}${places.join('')}`)
      return 1
    }
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
