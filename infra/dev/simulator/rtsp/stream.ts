import { randomInt } from 'node:crypto'
import type { StreamMedia } from '../render/render-camera.ts'
import type { Fault } from '../render/faults.ts'
import type { Switches } from '../switches.ts'
import type { AccessUnit } from './access-units.ts'
import { senderReport } from './rtcp.ts'
import { packetise } from './rtp.ts'
import { createFreezer } from './freezer.ts'

/** Someone who watches. `queuedBytes` is what the connection has not taken yet. */
export interface Viewer {
  readonly send: (bytes: Buffer) => void
  readonly queuedBytes: () => number
  readonly close: () => void
}

/** With more than this unsent a viewer loses whole pictures until the next key frame. */
const maxQueuedBytes = 4 * 1024 * 1024

/** RTP's clock for video. */
const clockRate = 90_000

interface Watching {
  readonly viewer: Viewer
  /** Nothing is sent before the next key frame. */
  waiting: boolean
}

/** One mount's pictures, the same for all who watch. */
export interface Stream {
  readonly attach: (viewer: Viewer) => () => void
  /** Sends every picture due since the last call. */
  readonly advance: (nowMs: number, switches: Switches) => void
  /** Tells every viewer what the camera's clock shows. */
  readonly report: (nowMs: number, switches: Switches) => void
  readonly dropAll: () => void
}

function faultOf({ blacken, cover, shift }: Switches): Fault | null {
  if (blacken) return 'black'
  if (cover) return 'covered'
  return shift ? 'shifted' : null
}

/** Chooses the picture of each tick. A change of source waits for a key frame of the new one. */
function createProgramme(media: StreamMedia): (tick: number, switches: Switches) => AccessUnit {
  const freezer = createFreezer(media)
  let source = media.loop
  const at = (units: readonly AccessUnit[], tick: number): AccessUnit => {
    const unit = units[((tick % units.length) + units.length) % units.length]
    if (!unit) throw new Error('a stream without pictures')
    return unit
  }
  return (tick, switches) => {
    const fault = faultOf(switches)
    const wanted = fault && media.faults ? media.faults[fault] : media.loop
    if (at(wanted, tick).key) source = wanted
    return freezer(at(source, tick), switches.freeze)
  }
}

interface Moment {
  readonly nowMs: number
  readonly switches: Switches
}

/** Puts pictures into packets, and packets before everyone who watches. */
function createSender({ fps }: StreamMedia, epochMs: number) {
  const watching = new Set<Watching>()
  const source = { ssrc: randomInt(2 ** 32), sequence: randomInt(2 ** 16) }
  const offset = randomInt(2 ** 32)
  const sent = { packets: 0, bytes: 0 }

  const report = (to: Viewer, { nowMs, switches }: Moment): void => {
    const timestamp = (offset + Math.round(((nowMs - epochMs) * clockRate) / 1000)) % 2 ** 32
    to.send(senderReport({ ssrc: source.ssrc, atMs: nowMs + switches.skew, timestamp, ...sent }))
  }

  const emit = (unit: AccessUnit, tick: number, moment: Moment): void => {
    const before = source.sequence
    const timestamp = (offset + Math.round((tick * clockRate) / fps)) % 2 ** 32
    const bytes = packetise(source, unit.nals, timestamp)
    sent.packets = (sent.packets + ((source.sequence - before) & 0xffff)) >>> 0
    sent.bytes = (sent.bytes + bytes.length) >>> 0
    for (const each of watching) {
      if (each.viewer.queuedBytes() > maxQueuedBytes) each.waiting = true
      else if (each.waiting && unit.key) {
        report(each.viewer, moment)
        each.waiting = false
      }
      if (!each.waiting) each.viewer.send(bytes)
    }
  }

  return { watching, report, emit }
}

/** Plays a film from `epochMs` on, for ever; the scene's time is the time since then, modulo the loop. */
export function createStream(media: StreamMedia, epochMs: number): Stream {
  const { watching, report, emit } = createSender(media, epochMs)
  const programme = createProgramme(media)
  let lastTick: number | null = null
  return {
    attach: (viewer) => {
      const entry = { viewer, waiting: true }
      watching.add(entry)
      return () => watching.delete(entry)
    },
    advance: (nowMs, switches) => {
      const due = Math.floor(((nowMs - epochMs) * media.fps) / 1000)
      const isLate = lastTick === null || due - lastTick > media.fps
      if (isLate || switches.stall) for (const each of watching) each.waiting = true
      for (let tick = isLate ? due : (lastTick ?? due) + 1; tick <= due; tick++) {
        const unit = programme(tick, switches)
        if (!switches.stall && watching.size > 0) emit(unit, tick, { nowMs, switches })
      }
      lastTick = Math.max(due, lastTick ?? due)
    },
    report: (nowMs, switches) => {
      if (switches.stall) return
      for (const each of watching) if (!each.waiting) report(each.viewer, { nowMs, switches })
    },
    dropAll: () => {
      for (const { viewer } of watching) viewer.close()
    },
  }
}
