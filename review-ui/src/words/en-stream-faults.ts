import type { CodeWords } from './code-words.ts'

/** Why a stream is not live. */
export const enStreamFaults: CodeWords['fault'] = {
  auth: 'user name or password refused',
  digest: 'way of logging in not supported',
  elsewhere: 'the device sends us to another address',
  not_allowed: 'no camera may be at this address',
  declined: 'the device answers but gives no stream',
  no_tcp: 'the device offers no stream over TCP',
  no_video: 'no video in the stream',
  refused: 'connection refused',
  not_found: 'no such path on the device',
  network: 'network unreachable',
  codec: 'codec not supported',
  silence: 'connected but nothing comes',
  ended: 'the device ended the stream',
  media_time: 'the time in the stream does not agree with its arrival',
  picture_changed: 'picture size or coding was changed',
  no_picture: 'the stream comes, but no picture can be decoded',
  no_key_frame: 'no key frame for more than 110 s',
  disk_full: 'storage full, recording stopped',
  worker_lost: 'worker lost',
  no_model: 'no detection model',
  overloaded: 'not taken: the worker is overloaded',
}

/** What to do about it. */
export const enStreamFaultHelp: CodeWords['faultHelp'] = {
  auth: 'Check user name and password and save; devices lock after several errors.',
  digest:
    'Set the RTSP authentication of the device to digest with MD5, or to basic; or take the stream through a gateway.',
  elsewhere: 'Register the new address, with its own user and password; trying this one names it.',
  not_allowed:
    'Correct the address; or whoever runs the server adds its network to SIGHTLINE_CAMERA_NETWORKS, for the api and the workers.',
  declined:
    'Close other viewers or raise the device’s limit of connections; it may also be busy or restarting.',
  no_tcp: 'Allow RTSP over TCP (interleaved) in the device, or take the stream through a gateway.',
  no_video: 'Check the stream path; choose a stream with video.',
  refused: 'Check the port and the device’s limit of connections.',
  not_found: 'Check channel and stream path.',
  network: 'Check IP, cable, switch and firewall. It reconnects by itself.',
  codec: 'Set the stream to H.264 on the device.',
  silence: 'Check that the device streams; restart it if needed.',
  ended: 'It reconnects by itself; check the device if this happens often.',
  media_time:
    'It reconnects by itself. If it happens often, check time setting (NTP) and firmware of the device, and whether the network carries its stream.',
  picture_changed:
    'It reconnects by itself with the new picture. If it happens often, switch off smart or scheduled stream settings on the device.',
  no_picture:
    'Restart the stream on the device; set it to plain H.264 without encryption and with a key frame every 2 s.',
  no_key_frame:
    'It reconnects by itself to get one. On the device set a key frame every 2 s, and switch smart coding off.',
  disk_full: 'An administrator must free disk space. Evidence is never deleted to make room.',
  worker_lost: 'An administrator must check the worker; until then nobody watches this source.',
  no_model: 'An administrator must pull and verify the detection model.',
  overloaded:
    'Nobody watches this source yet. An administrator must disable other sources, or add a worker; it is then taken by itself.',
}
