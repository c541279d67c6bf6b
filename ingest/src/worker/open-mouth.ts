import type { SourceId } from '@sightline/api/contract/ids'
import type { CameraNetworks } from '@sightline/infra/platform/camera-networks'
import type { Clock } from '@sightline/infra/platform/clock'
import type { Log } from '@sightline/infra/platform/log'
import type { SecretBox } from '@sightline/infra/platform/secret-box'
import type { Shutdown } from '@sightline/infra/platform/stack'
import { pauseOnTimer } from '../floor/pause.ts'
import type { Launch } from '../media/program.ts'
import type { StreamAddress } from '../sources/rtsp/rtsp-address.ts'
import { createMouth, type Mouth } from '../speakers/mouth.ts'
import { say } from '../speakers/say.ts'
import { speechCommandOf } from '../speakers/speech-command.ts'
import type { WantedSource } from '@sightline/api/contract/workers'
import type { Config } from './config.ts'
import type { Watches } from './watches.ts'

interface Parts {
  readonly watches: Pick<Watches, 'get'>
  readonly addressOf: (source: WantedSource) => StreamAddress
  readonly secretBox: Pick<SecretBox, 'decrypt'>
  readonly cameraNetworks: CameraNetworks
  readonly launch: Launch
  readonly clock: Clock
  readonly log: Log
  readonly shutdown: Shutdown
}

/** Speaks at the sources that are watched here. */
export function openMouth(
  { ffmpegPath, speechCommand }: Pick<Config, 'ffmpegPath' | 'speechCommand'>,
  { watches, addressOf, secretBox, cameraNetworks, launch, clock, log, shutdown }: Parts,
): Mouth {
  const deps = {
    ffmpegPath,
    speechCommand: speechCommandOf(speechCommand),
    launch,
    secretBox,
    networks: cameraNetworks,
    pause: pauseOnTimer,
  }
  const mouth = createMouth({
    log,
    say: (speech, signal) =>
      say(
        {
          ...deps,
          now: () => clock.now(),
          monotonic: () => clock.monotonic(),
          cameraOf(id) {
            const watch = watches.get(id as SourceId)
            return watch ? addressOf(watch.source()) : null
          },
        },
        speech,
        signal,
      ),
  })
  shutdown.push({ name: 'mouth', close: () => mouth.stop() })
  return mouth
}
