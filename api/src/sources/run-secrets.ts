import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import {
  createSecretBox,
  dropOlderKeys,
  openKeyFile,
  rotateKeyFile,
} from '@sightline/infra/platform/secret-box'
import { databaseUrlOf, secretsDirOf, withDatabase, type Shell } from '../command-line.ts'
import { outdatedFactors } from '../second-factor/seal.ts'
import { outdatedPasswords } from './reencrypt-passwords.ts'
import { outdatedSpeakers } from './speaker-secrets.ts'

const usage = `usage: secrets rotate [--secrets DIR]
       secrets retire [--secrets DIR]

rotate  adds a newer key to seal.key.  Restart the api and every worker: the api seals all camera passwords and second
        factors anew at its start. Interrupted anywhere, nothing is lost: older keys stay.
        增加新的密封密钥。随后重启接口服务和全部采集节点，接口服务启动时用新密钥重新密封摄像机密码和双因素密钥。
retire  removes the older keys, once nothing is sealed under them any more and every program was restarted.
        全部程序重启且不再有内容使用旧密钥后，删除旧密钥。

DIR: the folder of the keys; default SIGHTLINE_SECRETS_DIR, of npm start .sightline/data/secrets.
retire needs DATABASE_URL; of npm start, while it runs, DIR is enough.
Exit: 0 done, 1 something is still sealed under an older key, 2 not done.`

interface Asked {
  readonly shell: Shell
  readonly secrets: string | undefined
}
type Command = (asked: Asked) => Promise<number>

/** The key file that is there; none is made by looking for it. */
async function keyFileOf({ shell, secrets }: Asked): Promise<string> {
  const path = join(secretsDirOf(shell, secrets), 'seal.key')
  if ((await readTextIfThere(path)) === null) throw new Error(`no ${path}\n${usage}`)
  return path
}

const rotate: Command = async (asked) => {
  await rotateKeyFile(await keyFileOf(asked))
  asked.shell.say('已增加新密钥，请重启全部程序 · a newer key is there: restart every program')
  return 0
}

const retire: Command = async (asked) => {
  const { shell, secrets } = asked
  const path = await keyFileOf(asked)
  const secretBox = createSecretBox(await openKeyFile(path))
  const outdated = await withDatabase(await databaseUrlOf(shell, secrets), async ({ db }) => [
    ...(await outdatedPasswords(db, secretBox)),
    ...(await outdatedFactors(db, secretBox)),
    ...(await outdatedSpeakers(db, secretBox)),
  ])
  if (outdated.length > 0) {
    shell.say(`仍使用旧密钥 still sealed under an older key: ${outdated.join(', ')}`)
    return 1
  }
  shell.say(`已删除旧密钥 older keys removed: ${await dropOlderKeys(path)}`)
  return 0
}

const commands = new Map<string, Command>([
  ['rotate', rotate],
  ['retire', retire],
])

/** The command line of the keys under which secrets are sealed; answers the exit code. */
export async function runSecrets(args: readonly string[], shell: Shell): Promise<number> {
  try {
    const options = { secrets: { type: 'string' }, help: { type: 'boolean' } } as const
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (values.help) return (shell.say(usage), 0)
    const command = commands.get(positionals.join(' '))
    if (!command) throw new Error(usage)
    return await command({ shell, secrets: values.secrets })
  } catch (error) {
    shell.warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}
