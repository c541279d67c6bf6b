import type { Log } from '@sightline/infra/platform/log'
import type { Pause } from '../floor/pause.ts'
import type { Room, Spool } from './spool.ts'

/** How much room there is for evidence, looked up now and then so that every frame can ask. */
export interface RoomKeeper {
  room(): Room
  stop(): Promise<void>
}

const everyMs = 2000

export async function keepRoom(
  spool: Pick<Spool, 'room'>,
  { pause, log }: { pause: Pause; log: Log },
): Promise<RoomKeeper> {
  const stopping = new AbortController()
  let room = await spool.room()
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = room.isFull
      room = await spool.room()
      if (room.isFull && !before)
        log.error({ ...room, code: 'disk_full' }, 'no room for evidence: recording stops')
      if (!room.isFull && before) log.info({ ...room }, 'room for evidence again')
      await pause(everyMs, stopping.signal)
    }
  }
  const running = run()
  return {
    room: () => room,
    async stop() {
      stopping.abort()
      await running
    },
  }
}
