import ffmpeg from 'fluent-ffmpeg'
import { toCredentialedUrl, type StreamAddress } from './rtsp-address.ts'

/** Each line with its level: that it follows a redirect is no error to ffmpeg (`ffmpeg-says.ts`). */
const TELLING = ['-hide_banner', '-nostats', '-v', 'level+info']
/** ffmpeg's socket patience. Shorter than ours: it says "timed out", our watchdog could only say "silence". */
const SOCKET_TIMEOUT_US = 5_000_000
const PROTOCOLS = 'pipe,file,crypto,data,tcp,tls,udp,rtp,rtsp,rtsps'

/**
 * Copies one stream to fragmented MP4 on stdout, a fragment per sample, each with its producer reference time. Never
 * decodes. The address is read from stdin (`toConcatScript`): what stands in argv, every user of the machine can read.
 */
export function toCaptureArguments(): string[] {
  return ffmpeg()
    .input('pipe:0')
    .inputOptions(['-f', 'concat', '-safe', '0', '-auto_convert', '0', '-protocol_whitelist', PROTOCOLS])
    .noAudio()
    .videoCodec('copy')
    .outputOptions(['-map', '0:v:0', '-movflags', 'frag_every_frame+empty_moov+default_base_moof'])
    .outputOptions(['-write_prft', 'wallclock', '-flush_packets', '1'])
    .format('mp4')
    .output('pipe:1')
    ._getArguments()
    .toSpliced(0, 0, ...TELLING)
}

/** What `toCaptureArguments` reads on stdin: RTSP over TCP only, and no long look at the stream before the first byte. */
export function toConcatScript(address: StreamAddress): string {
  return [
    'ffconcat version 1.0',
    `file '${toCredentialedUrl(address)}'`,
    'option rtsp_transport tcp',
    `option timeout ${SOCKET_TIMEOUT_US}`,
    'option analyzeduration 500000',
    'option probesize 100000',
    '',
  ].join('\n')
}
