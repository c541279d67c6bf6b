import { type Film, isParameterSet } from './film.ts'
import type { FilmName } from './film-recipes.ts'
import { pictureBytes, rtpPacket, senderReport } from './packets.ts'
import type { QuirkEvent, Quirks } from './quirks.ts'

/** A picture as the camera's own log knows it. */
export interface SentPicture {
  /** Its last NAL unit: the slice by which it is known again. */
  readonly slice: Buffer
  /** When it was taken by the true clock, epoch ms. */
  readonly takenAt: number
}

export interface Playing {
  readonly quirks: Quirks
  readonly films: (name: FilmName) => Film
  /** A film that is played in place of all others; null: none. */
  readonly shown: () => FilmName | null
  readonly send: (bytes: Buffer) => void
  readonly close: () => void
  /** The camera plays this film from now on, to whoever comes. */
  readonly changeForGood: (film: FilmName) => void
  readonly onSent: (picture: SentPicture) => void
}

const clockRate = 90_000
const reportEveryS = 5
const tickMs = 8
const ssrcs = [0x11_22_33_44, 0x55_66_77_88] as const
const soundSsrc = 0x99

/** Plays to one viewer from now on; call the answer to stop. */
export function startPlaying(playing: Playing): () => void {
  const player = createPlayer(playing, Date.now())
  const timer = setInterval(() => player.advance((Date.now() - player.beganAt) / 1000), tickMs)
  return () => clearInterval(timer)
}

interface Source {
  ssrc: number
  sequence: number
}

/** What goes out, unless the network holds it back; and the sender reports. */
function createOutlet({ quirks, send }: Playing, beganAt: number, video: Source) {
  let reportedS = Number.NEGATIVE_INFINITY
  let held: Buffer[] = []

  function put(bytes: Buffer, s: number): void {
    held.push(bytes)
    if (quirks.events.some((e) => e.kind === 'hold' && s >= e.atS && s < e.atS + e.forS)) return
    for (const one of held) send(one)
    held = []
  }

  function report(s: number): void {
    if (quirks.reports === 'none' || s - reportedS < reportEveryS) return
    reportedS = s
    const steps = quirks.events.map((e) => (e.kind === 'report-step' && s >= e.atS ? e.byMs : 0))
    const atMs = beganAt + s * 1000 + quirks.reportOffsetMs + steps.reduce((sum, step) => sum + step, 0)
    const said = quirks.reports === 'zero' ? null : atMs
    put(senderReport(1, { ssrc: video.ssrc, atMs: said, stamp: stampOf(quirks, s + quirks.pastS, s) }), s)
    if (quirks.hasSound) put(senderReport(3, { ssrc: soundSsrc, atMs: said, stamp: 5000 + s * 8000 }), s)
  }

  return { put, report }
}

function createPlayer(playing: Playing, beganAt: number) {
  const { quirks } = playing
  const isPast = (kind: QuirkEvent['kind'], s: number) =>
    quirks.events.some((e) => e.kind === kind && s >= e.atS)
  const video: Source = { ssrc: ssrcs[0], sequence: 65_500 }
  const sound = { ssrc: soundSsrc, sequence: 1 }
  const { put, report } = createOutlet(playing, beganAt, video)
  let next = quirks.from
  let soundSent = 0
  let other: Film | null = null

  function picture(film: Film, index: number, s: number): void {
    const unit = film.units[index % film.units.length]
    if (!unit) return
    if (isPast('ssrc', s) && video.ssrc === ssrcs[0])
      Object.assign(video, { ssrc: ssrcs[1], sequence: 40_000 })
    const takenS = takenAtS(quirks, film, index)
    const nals = nalsOf(quirks, film, unit).map((nal) => (isPast('noise', s) ? toNoise(film, nal) : nal))
    report(s)
    if (quirks.hasStranger) {
      const label = { channel: 0, payloadType: 96, stamp: takenS * 1e5, isLast: true }
      put(rtpPacket({ ssrc: 0xde_ad_be_ef, sequence: index * 7 }, label, Buffer.from([1, 2, 3])), s)
    }
    put(pictureBytes(video, { codec: film.codec, stamp: stampOf(quirks, takenS, s), nals }), s)
    const slice = nals.at(-1)
    if (slice) playing.onSent({ slice, takenAt: beganAt + (takenS - quirks.pastS) * 1000 })
  }

  return {
    beganAt,
    advance(s: number): void {
      if (isPast('close', s)) return playing.close()
      if (isPast('silence', s)) return
      for (const event of quirks.events)
        if (event.kind === 'film-for-good' && s >= event.atS) playing.changeForGood(event.film)
      for (; sentAtS(quirks, playing.films(quirks.film), next) <= s + quirks.pastS; next++) {
        other = otherFilm(playing, next) ?? other
        picture(other ?? filmAt(playing, s), next, s)
      }
      for (; quirks.hasSound && soundSent * 0.02 < s; soundSent++) {
        const label = { channel: 2, payloadType: 8, stamp: 5000 + soundSent * 160, isLast: true }
        put(rtpPacket(sound, label, Buffer.alloc(160, 0xd5)), s)
      }
    },
  }
}

/** The film that is shown in place of all others, at its key frames: with one an encoder begins anew. */
function otherFilm({ shown, films }: Playing, index: number): Film | null {
  const name = shown()
  const film = name === null ? null : films(name)
  return film?.units[index % film.units.length]?.isKey ? film : null
}

function filmAt({ quirks, films }: Playing, s: number): Film {
  const changed = quirks.events.findLast((e) => 'film' in e && s >= e.atS)
  return films(changed && 'film' in changed ? changed.film : quirks.film)
}

/** How many times slower than its film a camera plays. */
const slownessOf = ({ frameS }: Quirks, { units, lengthS }: Film): number =>
  frameS === null ? 1 : (frameS * units.length) / lengthS

function timeOf(
  quirks: Quirks,
  film: Film,
  { index, kind }: { index: number; kind: 'takenS' | 'sentS' },
): number {
  const count = film.units.length
  const [unit, first] = [film.units[index % count], film.units[quirks.from]]
  const rounds = Math.floor(index / count) * film.lengthS
  return ((unit?.[kind] ?? 0) + rounds - (first?.sentS ?? 0)) * slownessOf(quirks, film)
}

const sentAtS = (quirks: Quirks, film: Film, index: number): number =>
  timeOf(quirks, film, { index, kind: 'sentS' })
const takenAtS = (quirks: Quirks, film: Film, index: number): number =>
  timeOf(quirks, film, { index, kind: 'takenS' })

/** The RTP time stamp of what was taken at `takenS` and is sent at `s`. */
function stampOf({ events, firstStamp }: Quirks, takenS: number, s: number): number {
  let mediaS = takenS
  for (const event of events) {
    if (s < event.atS) continue
    if (event.kind === 'media-step') mediaS += event.byS
    else if (event.kind === 'media-rate') mediaS += (takenS - event.atS) * (event.factor - 1)
    else if (event.kind === 'media-stands') mediaS = event.atS
    else if (event.kind === 'ssrc') mediaS += 8642
  }
  return firstStamp + Math.round(mediaS * clockRate)
}

function nalsOf({ isInBand }: Quirks, { codec, sets }: Film, unit: Film['units'][number]): readonly Buffer[] {
  const rest = unit.nals.filter((nal) => !isParameterSet(codec, nal))
  if (!isInBand || !unit.isKey) return rest
  return [...(sets.vps ? [sets.vps] : []), sets.sps, sets.pps, ...rest]
}

/** A slice with its head as it was and noise behind it; anything else as it is. */
function toNoise({ codec }: Film, nal: Buffer): Buffer {
  if (isParameterSet(codec, nal)) return nal
  const noisy = Buffer.from(nal)
  for (let at = 2; at < noisy.length; at++) noisy[at] = ((at * 73) % 251) | 1
  return noisy
}
