import type { FilmName } from './film-recipes.ts'

/** What a camera does at a moment of a connection, s from its PLAY. */
export type QuirkEvent =
  /** Media time (RTP time stamps) steps, and what sender reports say of it steps along. */
  | { readonly kind: 'media-step'; readonly atS: number; readonly byS: number }
  /** Media time runs so many times as fast as life from now on. */
  | { readonly kind: 'media-rate'; readonly atS: number; readonly factor: number }
  /** Every picture has the same media time from now on. */
  | { readonly kind: 'media-stands'; readonly atS: number }
  /** The clock in the sender reports steps; media time does not. */
  | { readonly kind: 'report-step'; readonly atS: number; readonly byMs: number }
  /** Another RTP source: other time stamps and sequence numbers. */
  | { readonly kind: 'ssrc'; readonly atS: number }
  /** Another film goes on where this one was; the description that clients were given stays. */
  | { readonly kind: 'film'; readonly atS: number; readonly film: FilmName }
  /** As `film`; connections after it begin with that film, and nothing more happens to them. */
  | { readonly kind: 'film-for-good'; readonly atS: number; readonly film: FilmName }
  /** The network holds everything back, and then lets it all through at once. */
  | { readonly kind: 'hold'; readonly atS: number; readonly forS: number }
  /** Nothing is sent any more; the connection stays. */
  | { readonly kind: 'silence'; readonly atS: number }
  /** Pictures cannot be decoded any more: their slices are noise. */
  | { readonly kind: 'noise'; readonly atS: number }
  /** The camera closes the connection. */
  | { readonly kind: 'close'; readonly atS: number }

/** How a camera answers before it plays, as data. */
export interface Manners {
  /** Its `WWW-Authenticate` headers, in order; without any it lets everybody in, else the user `odd` with `odd-password`. */
  readonly challenges: readonly string[]
  /** Answered to a request in place of 200, with the header `Location` where one is given; `agent`: only to who calls himself so. */
  readonly refuses: {
    readonly method: string
    readonly status: string
    readonly location?: string
    readonly agent?: string
  } | null
  /** Bytes of another session before the answer to DESCRIBE. */
  readonly hasDataFirst: boolean
  /** What ends a line of its answers. */
  readonly lineEnd: '\r\n' | '\n'
}

/** One odd camera, as data. */
export interface Quirks extends Manners {
  readonly film: FilmName
  /** Parameter sets in the description; a film's name: those of that film. */
  readonly described: 'right' | 'none' | 'empty' | FilmName
  /** Whether parameter sets stand before key frames. */
  readonly isInBand: boolean
  readonly reports: 'right' | 'none' | 'zero'
  /** How far the clock in the sender reports is off, ms. */
  readonly reportOffsetMs: number
  /** Seconds from one picture to the next in place of the film's own. */
  readonly frameS: number | null
  /** Unit of the film with which a connection begins. */
  readonly from: number
  /** A connection begins with the pictures of so many seconds before it, all at once. */
  readonly pastS: number
  /** First RTP time stamp. */
  readonly firstStamp: number
  /** PCMA sound beside the picture. */
  readonly hasSound: boolean
  /** Packets of another RTP source between this one's. */
  readonly hasStranger: boolean
  readonly events: readonly QuirkEvent[]
}

/** A camera in order: what the quirks of a mount are added to. */
export const inOrder: Quirks = {
  film: 'plain',
  described: 'right',
  isInBand: true,
  reports: 'right',
  reportOffsetMs: 0,
  frameS: null,
  from: 0,
  pastS: 0,
  firstStamp: 12_345_678,
  hasSound: false,
  hasStranger: false,
  events: [],
  challenges: [],
  refuses: null,
  hasDataFirst: false,
  lineEnd: '\r\n',
}
