import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The registry used where none is configured. */
export const publicRegistry = 'https://registry.npmjs.org'

/** The registry npm itself would use: its variable where a script of npm's runs, else what npm says. */
export async function configuredRegistry(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  if (env.npm_config_registry) return env.npm_config_registry
  try {
    const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry'], { timeout: 20_000 })
    return stdout.trim() || publicRegistry
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return publicRegistry
    throw error
  }
}
