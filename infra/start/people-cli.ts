import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from './mains.ts'
import { programsEnv } from './programs-env.ts'
import { runningDatabase } from './running-database.ts'
import { StartError } from './start-error.ts'

/** `sightline people`: where DATABASE_URL names no database, that of the product that runs here, on `--data`. */
function databaseOf(dir: string): string {
  return process.env['DATABASE_URL'] ?? runningDatabase(dir)
}

/** Takes `--data DIR` out; everything else is for the api's command. */
function readArguments(args: readonly string[]): { dir: string; rest: string[] } {
  const options = { data: { type: 'string', default: join(repository, '.sightline/data') } } as const
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const taken = tokens.flatMap((token) => {
    if (token.kind !== 'option' || token.name !== 'data') return []
    return token.inlineValue === false ? [token.index, token.index + 1] : [token.index]
  })
  return { dir: String(values.data), rest: args.filter((_, i) => !taken.includes(i)) }
}

try {
  const { dir, rest } = readArguments(process.argv.slice(2))
  const entry = join(repository, 'api/src/people/cli.ts')
  const isHelp = rest.length === 0 || rest.includes('--help')
  // By the environment, never by the arguments: those are read by everybody on the machine.
  const env = { ...programsEnv(process.env), ...(isHelp ? {} : { DATABASE_URL: databaseOf(dir) }) }
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...rest], {
    cwd: repository,
    env,
    stdio: 'inherit',
  })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`)
  process.exitCode = 1
}
