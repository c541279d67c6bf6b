import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceId } from '../../../api/contract/ids.ts'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import type { Client } from './client.ts'

const espeak = '/usr/bin/espeak-ng'

/** By what a demonstration speaks: what was set, or espeak-ng where it is installed, or a gong. */
export function speechEnv(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const set = given['SIGHTLINE_SPEECH_COMMAND']
  const voice = [espeak, '--stdin', '--stdout', '-v', '{language}']
  const gong = [process.execPath, join(import.meta.dirname, 'gong.mjs')]
  return { SIGHTLINE_SPEECH_COMMAND: set ?? JSON.stringify(existsSync(espeak) ? voice : gong) }
}

/** The drawn cameras have loudspeakers of their own. */
export async function giveLoudspeaker(admin: Client, id: SourceId): Promise<void> {
  await admin.call(routes.speakers.set, { params: { id }, body: { version: 0, kind: 'onvif' } })
}

/** Says the test words there; answers how it ended. */
export async function tryLoudspeaker(admin: Client, id: SourceId) {
  const params = { id }
  await admin.call(routes.speakers.test, { params, body: { key: randomUUID() } })
  const newest = async () => (await admin.call(routes.speakers.get, { params })).tests[0]
  await until('the loudspeaker was tried', async () => (await newest())?.endedAt !== null, 60_000)
  return newest()
}
