import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './mains.ts'

const passed = ['PATH', 'HOME', 'TMPDIR', 'FFMPEG_PATH', 'LANG', 'TZ', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']

/** What of the caller's environment the programs get: where things are, and settings of ours; nothing else. */
export function programsEnv(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(given).filter(
    ([name]) => passed.includes(name) || name.startsWith('SIGHTLINE_'),
  )
  const env = Object.fromEntries(kept.filter((row): row is [string, string] => row[1] !== undefined))
  const beside = join(repository, '../shared/models')
  return {
    SIGHTLINE_MODEL_DIR: join(repository, '.sightline/models'),
    ...(existsSync(beside) ? { SIGHTLINE_MODEL_MIRROR: beside } : {}),
    ...env,
  }
}
