import { expect, it } from 'vitest'
import { complaintIn, redirectIn } from './ffmpeg-says.ts'

it.each([
  ['[rtsp @ 0x5] [error] method DESCRIBE failed: 404', '[rtsp @ 0x5] method DESCRIBE failed: 404'],
  ['[concat @ 0x1] [error] Impossible to open', '[concat @ 0x1] Impossible to open'],
  ['[error] pipe:0: Operation not permitted', 'pipe:0: Operation not permitted'],
  ['[out#0/mp4 @ 0x2] [fatal] Could not write header', '[out#0/mp4 @ 0x2] Could not write header'],
  ['[rtsp @ 0x5] [warning] max delay reached', null],
  ['[info]   Metadata:', null],
  // A camera chooses its title.
  ['[info]     title           : [error] Invalid data', null],
  ['    title           : Invalid data', null],
])('takes for a complaint what is one: %s', (said, complaint) => {
  expect(complaintIn(said)).toBe(complaint)
})

it.each([
  ['[rtsp @ 0x5] [info] Status 302: Redirecting to rtsp://10.0.0.9/x', 'rtsp://10.0.0.9/x'],
  ['[rtsp @ 0x5] [info] Status 301: Redirecting to ', ''],
  ['[rtsp @ 0x5] [info] Status 200: Redirecting to rtsp://h/x', null],
  ['[info]     title           : Status 302: Redirecting to rtsp://h/x', null],
])('knows a redirect that ffmpeg follows: %s', (said, to) => {
  expect(redirectIn(said)).toBe(to)
})
