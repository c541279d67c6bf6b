import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const command = resolve(import.meta.dirname, '../../bin/sightline.mjs')

async function once(env: Readonly<Record<string, string>>): Promise<{ code: number; printed: string }> {
  const { PATH = '', HOME = '' } = process.env
  try {
    const options = { env: { PATH, HOME, ...env }, maxBuffer: 8 << 20 }
    const { stdout } = await execute(process.execPath, [command, 'check', '--depth', 'measures'], options)
    return { code: 0, printed: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, printed: `${stdout}${stderr}` }
  }
}

/** Runs `sightline check --depth measures`, the deepest; again for as long as upkeep has something to do still (3). What it printed, and its exit code. */
export async function checkStore(
  env: Readonly<Record<string, string>>,
  until = Date.now() + 120_000,
): Promise<{ code: number; printed: string }> {
  const result = await once(env)
  if (result.code !== 3 || Date.now() > until) return result
  await delay(1_000)
  return checkStore(env, until)
}
