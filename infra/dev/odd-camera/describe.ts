import type { Film, ParameterSets } from './film.ts'
import type { Quirks } from './quirks.ts'

const base64 = (bytes: Buffer): string => bytes.toString('base64')

function format(codec: Film['codec'], sets: ParameterSets, described: Quirks['described']): string {
  const isGiven = described !== 'none' && described !== 'empty'
  if (codec === 'h265') {
    const { vps, sps, pps } = sets
    const given = `sprop-vps=${base64(vps ?? Buffer.alloc(0))};sprop-sps=${base64(sps)};sprop-pps=${base64(pps)}`
    return isGiven ? given : 'profile-id=1'
  }
  const profile = `packetization-mode=1;profile-level-id=${sets.sps.subarray(1, 4).toString('hex')}`
  if (described === 'none') return profile
  const given = isGiven ? `${base64(sets.sps)},${base64(sets.pps)}` : ''
  return `${profile};sprop-parameter-sets=${given}`
}

/** What DESCRIBE answers (RFC 4566): the picture as track 1, sound as track 2. */
export function describeMount(
  { codec, sets }: Pick<Film, 'codec' | 'sets'>,
  quirks: Pick<Quirks, 'described' | 'hasSound'>,
): string {
  const sound = ['m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:trackID=2']
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=Media',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'm=video 0 RTP/AVP 96',
    `a=rtpmap:96 ${codec === 'h265' ? 'H265' : 'H264'}/90000`,
    `a=fmtp:96 ${format(codec, sets, quirks.described)}`,
    'a=control:trackID=1',
    ...(quirks.hasSound ? sound : []),
    '',
  ].join('\r\n')
}
