import { expect, it } from 'vitest'
import { findBackchannel } from './backchannel-sdp.ts'
import { encodeG711, type Law } from './g711.ts'

// Values of ITU-T G.711: silence, and both ends.
it.each<[Law, number, number]>([
  ['PCMU', 0, 0xff],
  ['PCMU', 32_767, 0x80],
  ['PCMU', -32_768, 0x00],
  ['PCMA', 0, 0xd5],
  ['PCMA', 32_767, 0xaa],
  ['PCMA', -32_768, 0x2a],
])('%s of %i', (law, sample, byte) => {
  expect([...encodeG711(Int16Array.of(sample), law)]).toEqual([byte])
})

const video = 'v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n'
const microphone = 'm=audio 0 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=control:trackID=2\r\na=recvonly\r\n'
const talk = (types: string, more: string, control = 'trackID=3'): string =>
  `m=audio 0 RTP/AVP ${types}\r\na=control:${control}\r\n${more}a=sendonly\r\n`

it.each<[string, string, ReturnType<typeof findBackchannel>]>([
  ['a camera without sound', video, 'none'],
  ['a camera that only listens', video + microphone, 'none'],
  [
    'a static payload type without a word',
    video + microphone + talk('0', ''),
    { law: 'PCMU', payloadType: 0, control: 'trackID=3' },
  ],
  [
    'a named A-law behind AAC',
    video + talk('104 8', 'a=rtpmap:104 MPEG4-GENERIC/16000\r\na=rtpmap:8 PCMA/8000\r\n'),
    { law: 'PCMA', payloadType: 8, control: 'trackID=3' },
  ],
  [
    'a dynamic type and an address of its own',
    talk('97', 'a=rtpmap:97 PCMU/8000/1\r\n', 'rtsp://10.0.0.1/talk'),
    { law: 'PCMU', payloadType: 97, control: 'rtsp://10.0.0.1/talk' },
  ],
  ['AAC alone', video + talk('104', 'a=rtpmap:104 MPEG4-GENERIC/16000\r\n'), 'no_common_codec'],
  ['G.711 at another rate', video + talk('97', 'a=rtpmap:97 PCMU/16000\r\n'), 'no_common_codec'],
])('reads %s', (_what, sdp, found) => {
  expect(findBackchannel(sdp)).toEqual(found)
})
