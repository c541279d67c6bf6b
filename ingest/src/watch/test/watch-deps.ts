import { ownNetworks, readCameraNetworks } from '@sightline/infra/platform/camera-networks'
import { systemClock } from '@sightline/infra/platform/clock'
import { createLog } from '@sightline/infra/platform/log'
import { systemRandom } from '@sightline/infra/platform/random'
import { createDecodeTurns } from '../../perceive/decode/decode-turns.ts'
import { ffmpegPath } from '../../media/test/media.ts'
import { launchHere } from '../../media/program.ts'
import type { SealingThread } from '../../dossier/sealing-thread.ts'
import { createTurns } from '../../dossier/turns.ts'
import { createLiveFeeds } from '../../live/live-feeds.ts'
import { pauseOnTimer } from '../../floor/pause.ts'
import { createSlices } from '../../floor/slices.ts'
import { nobodyBeside } from '../../shadow/beside.ts'
import type { WatchDeps } from '../watch-deps.ts'

type Given = Pick<WatchDeps, 'dataDir' | 'spool' | 'onSealed' | 'modelSet'> & {
  readonly sealing: SealingThread
}

/** What a watch of a test stands on: all of it real, on its own folder; its cameras ask for no password. */
export const testWatchDeps = ({ sealing, ...given }: Given): WatchDeps => ({
  ...given,
  ffmpegPath,
  clock: systemClock,
  random: systemRandom,
  pause: pauseOnTimer,
  silenceMs: 4000,
  log: createLog({ app: 'test', level: 'silent' }),
  launch: launchHere,
  cameraNetworks: readCameraNetworks(ownNetworks),
  turns: createDecodeTurns(1),
  slices: createSlices({ monotonic: systemClock.monotonic, later: setImmediate }),
  isFull: () => false,
  onLookDelay: () => undefined,
  beside: nobodyBeside,
  ringBounds: { maxBytes: 1e9, maxAgeMs: 3_600_000, floorBytes: 0 },
  live: createLiveFeeds(systemClock.monotonic),
  sealTurns: createTurns({ places: 1, clock: systemClock }),
  async fill(task) {
    const draft = await sealing.ask('fill', task)
    return (chain) => sealing.ask('place', { draft, chain })
  },
  addressOf: ({ url }) => ({ url, user: '', password: '' }),
})
