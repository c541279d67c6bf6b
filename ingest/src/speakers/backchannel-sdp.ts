import type { Law } from './g711.ts'

/** The track by which a camera takes sound. */
export interface Backchannel {
  readonly law: Law
  readonly payloadType: number
  /** As it is written: an address, or the end of one. */
  readonly control: string
}

/** Payload types that need no further word (RFC 3551 §6). */
const STATIC: Readonly<Record<string, Law>> = { 0: 'PCMU', 8: 'PCMA' }

/** The law of each payload type of a media section. */
function lawsOf(section: string): readonly { readonly payloadType: number; readonly law: Law }[] {
  const types = /^m=audio \S+ \S+ ([\d ]+)/.exec(section)?.[1]?.trim().split(' ') ?? []
  return types.flatMap((type) => {
    const named = new RegExp(`^a=rtpmap:${type} (PCMU|PCMA)/8000`, 'im').exec(section)?.[1]?.toUpperCase()
    const isOther = new RegExp(`^a=rtpmap:${type} `, 'm').test(section) && named === undefined
    const law = named === 'PCMU' || named === 'PCMA' ? named : isOther ? undefined : STATIC[type]
    return law === undefined ? [] : [{ payloadType: Number(type), law }]
  })
}

/**
 * The audio track that a description offers for what the client sends: marked `sendonly` there (ONVIF Streaming
 * Specification §5.3.1). `none`: it offers no such track; `no_common_codec`: it takes no G.711.
 */
export function findBackchannel(sdp: string): Backchannel | 'none' | 'no_common_codec' {
  const sections = sdp.split(/^(?=m=)/m).filter((part) => part.startsWith('m=audio'))
  const taking = sections.filter((part) => /^a=sendonly\s*$/m.test(part))
  if (taking.length === 0) return 'none'
  for (const section of taking) {
    const law = lawsOf(section)[0]
    const control = /^a=control:(\S+)/m.exec(section)?.[1]
    if (law && control !== undefined) return { ...law, control }
  }
  return 'no_common_codec'
}
