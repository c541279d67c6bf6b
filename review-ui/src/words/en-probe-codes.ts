import type { Words } from './shape.ts'
import type { zhProbeFailures } from './zh-probe-codes.ts'

/** Why trying a camera failed. */
export const enProbeFailures = {
  probe_unreachable: 'The address cannot be reached. Check IP, port, cable and firewall.',
  probe_unauthorised:
    'The device refused the user name or password. Check them; devices lock after several errors.',
  probe_digest_unsupported:
    'The device offers only a way of logging in that cannot be used here (such as digest with SHA-256). Set its RTSP authentication to digest with MD5, or to basic; or take the stream through a gateway.',
  probe_elsewhere:
    'The device sends us to another address, and a password never goes along. Register the address named here, with its own user and password.',
  probe_declined:
    'The device answers but gives no stream. Its number of connections may be used up, or it is busy: close other viewers or raise the limit in the device, then try again.',
  probe_no_tcp:
    'The device offers its stream over UDP only. Allow RTSP over TCP (interleaved) in the device, or take the stream through a gateway.',
  probe_not_found: 'The device is there but does not know this path. Check channel and stream path.',
  probe_no_video: 'Connected, but there is no video stream in it.',
  probe_silent: 'Connected, but the device sends no picture. Check that it streams at all.',
  probe_media_time:
    'Connected, but the time in the stream does not agree with its arrival. Check time setting (NTP) and firmware of the device, and whether the network carries its stream.',
  probe_no_picture:
    'The stream comes, but there is no whole picture to show yet. Try again; a shorter key frame interval in the device helps.',
  probe_unsupported_codec: 'The video codec is not supported. Set the device to H.264.',
  probe_busy: 'Another address is being tried. Please wait a moment.',
} satisfies Words<typeof zhProbeFailures>
