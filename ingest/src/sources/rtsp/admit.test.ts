import { expect, it } from 'vitest'
import { toTarget } from './rtsp-line.ts'
import { toAuthorization } from './digest.ts'
import { toCredentialedUrl } from './rtsp-address.ts'
import { parseReply } from './rtsp-reply.ts'

it.each([
  ['rtsp://[2001:db8::7]:8554/x', '2001:db8::7', 8554],
  ['rtsp://[::1]/x', '::1', 554],
  ['rtsps://camera.local/x', 'camera.local', 322],
])('connects for %s to %s, port %i', (url, host, port) => {
  expect(toTarget(new URL(url))).toEqual({ host, port })
})

it('leaves an IPv6 address in its brackets for ffmpeg', () => {
  const address = { url: 'rtsp://[2001:db8::7]:8554/x', user: 'u', password: 'p@:' }
  expect(toCredentialedUrl(address)).toBe('rtsp://u:p%40%3A@[2001:db8::7]:8554/x')
})

const request = { user: 'u', password: 'p', method: 'DESCRIBE', uri: 'rtsp://h/x', cnonce: 'c' }
it.each([
  ['qop="auth"', 'qop=auth'],
  ['qop="auth, auth-int"', 'qop=auth'],
  ['qop="auth-int,auth"', null],
  ['algorithm=MD5', 'algorithm=MD5'],
  ['algorithm=MD5-sess', 'algorithm=MD5-sess'],
])('answers a Digest with %s as ffmpeg does: %s', (field, said) => {
  const header = toAuthorization([`Digest realm="r", nonce="n", ${field}`], request)
  if (said === null) expect(header).not.toContain('qop=')
  else expect(header).toContain(said)
})
it.each(['SHA-256', '"SHA-512-256"', 'md5'])(
  'has no answer to a Digest by %s, as ffmpeg has none',
  (name) => {
    const challenges = ['Basic realm="r"', `Digest realm="r", nonce="n", algorithm=${name}`]
    expect(toAuthorization(challenges, request)).toBeNull()
  },
)

const packet = Buffer.from([0x24, 0, 0, 2, 7, 7])
const said = Buffer.from('RTSP/1.0 302 Moved\r\nLocation: rtsp://h/y\r\n\r\n')
it.each([
  ['a packet before the answer', Buffer.concat([packet, packet, said]), 302],
  ['half a packet', packet.subarray(0, 5), null],
  ['the head of a packet in two', packet.subarray(0, 2), null],
  ['line feeds only', Buffer.from('RTSP/1.0 302 Moved\nLocation: rtsp://h/y\n\n'), 302],
  ['an answer in two', said.subarray(0, 20), null],
])('reads %s', (_, bytes, status) => {
  const reply = parseReply(bytes)
  expect(reply?.status ?? null).toBe(status)
  if (reply) expect(reply.location).toBe('rtsp://h/y')
})
