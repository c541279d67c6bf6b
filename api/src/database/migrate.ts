import { pathToFileURL } from 'node:url'
import { environment } from '../config.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { openMigrationEngine, writeMigration } from './migration-engine.ts'
import { prepareRuntimeRole, tablesAtRisk } from './runtime-role.ts'

export { deployMigrations }

const usage = `usage: db deploy | roles | prepare | create NAME | check | status
  deploy   apply pending migrations to DATABASE_URL
  roles    make the role of SIGHTLINE_RUNTIME_DATABASE_URL where it is missing and give it what the programs need, no
           more: with DATABASE_URL of who owns the tables and may make roles. After every deploy. The programs get the
           runtime address as their DATABASE_URL. 建立运行角色并授予最小权限；由表的所有者执行，每次 deploy 之后
  prepare  deploy, then roles
  create   write a migration for what schema.prisma has and the migrations lack
  check    exit 2 when schema and migrations disagree
  status   what is applied and what is pending
create and check need a server where databases may be made: SIGHTLINE_TEST_PG or DATABASE_URL.`

type Env = Readonly<Record<string, string | undefined>>

async function missingSql(env: Env): Promise<string | null> {
  const url = env['SIGHTLINE_TEST_PG'] ?? required(env, 'DATABASE_URL')
  const engine = await openMigrationEngine(url)
  try {
    return await engine.missingSql()
  } finally {
    await engine.close()
  }
}

function required(env: Env, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

interface Run {
  readonly env: Env
  readonly say: (line: string) => void
  readonly now: Date
}

async function deploy({ env, say }: Run): Promise<number> {
  const applied = await deployMigrations(required(env, 'DATABASE_URL'))
  say(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply')
  return 0
}

async function roles({ env, say }: Run): Promise<number> {
  const runtime = required(env, 'SIGHTLINE_RUNTIME_DATABASE_URL')
  await prepareRuntimeRole(required(env, 'DATABASE_URL'), runtime)
  const excess = await tablesAtRisk(runtime)
  say(
    excess.length === 0
      ? 'runtime role is ready · 运行角色已就绪'
      : `too much is left to it: ${excess.join(', ')}`,
  )
  return excess.length === 0 ? 0 : 2
}

const commands: Record<string, (run: Run, name: string | undefined) => Promise<number>> = {
  deploy,
  roles,
  async prepare(run) {
    await deploy(run)
    return roles(run)
  },
  async create({ env, say, now }, name) {
    if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('create NAME: a-z, 0-9 and _')
    const sql = await missingSql(env)
    if (sql === null) return (say('schema and migrations agree: nothing to create'), 0)
    say(writeMigration(`${now.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`, sql))
    return 0
  },
  async check({ env, say }) {
    const sql = await missingSql(env)
    if (sql === null) return (say('schema and migrations agree'), 0)
    say(`the migrations lack:\n${sql}\nrun: npm run db:create NAME`)
    return 2
  },
  async status({ env, say }) {
    const engine = await openMigrationEngine(required(env, 'DATABASE_URL'))
    say(JSON.stringify(await engine.status(), null, 2))
    await engine.close()
    return 0
  },
}

/** The command line of migrations; answers the exit code. */
export async function runMigrate(args: readonly string[], run: Run): Promise<number> {
  const command = commands[args[0] ?? '']
  if (!command) return (run.say(usage), 1)
  return command(run, args[1])
}

/** Ends the process itself, so that nothing left open holds it up. */
async function runAsProgram(): Promise<never> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  try {
    const code = await runMigrate(process.argv.slice(2), { env: environment(), say, now: new Date() })
    return process.exit(code)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return process.exit(1)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await runAsProgram()
