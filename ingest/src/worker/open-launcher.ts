import type { Log } from '@sightline/infra/platform/log'
import type { Shutdown } from '@sightline/infra/platform/stack'
import { createLauncher } from '../media/launcher.ts'

/** Before this process grows: what is forked later is small. */
export function openLauncher(log: Log, shutdown: Shutdown) {
  const launcher = createLauncher(() => log.warn('the launcher of ffmpeg was gone, another takes over'))
  shutdown.push({ name: 'launcher', close: () => launcher.close() })
  return launcher
}
