import type { CodedVideo } from './access-units.ts'

const head = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=Sightline Simulator', 'c=IN IP4 0.0.0.0', 't=0 0']

/** Describes one H.264 stream with its parameter sets (RFC 6184 §8.2). */
export function videoSdp({ sps, pps }: Pick<CodedVideo, 'sps' | 'pps'>, fps: number): string {
  const profile = sps.subarray(1, 4).toString('hex')
  const sets = `${sps.toString('base64')},${pps.toString('base64')}`
  return [
    ...head,
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    `a=fmtp:96 packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${sets}`,
    `a=framerate:${fps}`,
    'a=control:trackID=0',
    '',
  ].join('\r\n')
}

/** Added where a client asks for it: the track by which a camera's loudspeaker takes sound (ONVIF Streaming Specification §5.3). */
export const backchannelSdp = [
  'm=audio 0 RTP/AVP 0 8',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=control:trackID=1',
  'a=sendonly',
  '',
].join('\r\n')

/** A source that has sound and no picture: what a mistyped address of an intercom answers. */
export const audioSdp = [
  ...head,
  'm=audio 0 RTP/AVP 0',
  'a=rtpmap:0 PCMU/8000',
  'a=control:trackID=0',
  '',
].join('\r\n')
