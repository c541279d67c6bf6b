import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCaptureArguments, toConcatScript } from './capture-arguments.ts'
import { parseAddress, redactLine, toCredentialedUrl } from './rtsp-address.ts'

const url = 'rtsp://10.0.0.5:554/Streaming/Channels/101?transport=tcp&x=%20'

it('reads the address from stdin and copies the picture; of sound it takes nothing (R50)', () => {
  const line = toCaptureArguments().join(' ')
  expect(line).toContain('-f concat -safe 0 -auto_convert 0 -protocol_whitelist')
  expect(line).toContain('-i pipe:0 -an -vcodec copy -map 0:v:0')
  expect(line).toContain('-movflags frag_every_frame+empty_moov+default_base_moof -write_prft wallclock')
  expect(line).toMatch(/-f mp4 pipe:1$/)
})

it('keeps path and query as they were written', () => {
  expect(toCredentialedUrl({ url, user: 'admin', password: 'a b' })).toBe(url.replace('//', '//admin:a%20b@'))
  expect(toCredentialedUrl({ url, user: '', password: '' })).toBe(url)
})

it('writes four lines of options and one file, whatever the password is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const password = text.replace(/\p{Cc}/gu, '')
      const script = toConcatScript({ url, user: 'admin', password })
      const lines = script.split('\n')
      expect(lines).toHaveLength(7)
      expect(lines[1]).toMatch(/^file 'rtsp:\/\/admin:[\w.%-]*@10\.0\.0\.5:554\/[^'\s]*'$/)
      expect(decodeURIComponent(/admin:(.*)@/.exec(script)?.[1] ?? '')).toBe(password)
    }),
  )
})

it.each([
  ['a quote', { url: "rtsp://h/x'", user: '', password: '' }, 'url'],
  ['a line break', { url: 'rtsp://h/x\noption y', user: '', password: '' }, 'url'],
  ['credentials inside', { url: 'rtsp://u:p@h/x', user: '', password: '' }, 'url'],
  ['another protocol', { url: 'file:///etc/passwd', user: '', password: '' }, 'url'],
  ['an impossible port', { url: 'rtsp://h:99999/x', user: '', password: '' }, 'url'],
  ['a colon in the user', { url, user: 'a:b', password: '' }, 'user'],
  ['a line break in the password', { url, user: 'a', password: 'p\nq' }, 'password'],
])('refuses an address with %s', (_, address, field) => {
  expect(() => parseAddress(address)).toThrow(
    expect.objectContaining({
      code: 'stream_address_invalid',
      facts: expect.objectContaining({ field }) as object,
    }),
  )
})

it.each([
  ["[concat] Impossible to open 'rtsp://admin:a%20b@h/x?y'", "[concat] Impossible to open '<address>'"],
  ['auth admin:a b failed', 'auth [secret]:[secret] failed'],
  ['auth a%20b failed', 'auth [secret] failed'],
])('redacts %s', (line, clean) => {
  expect(redactLine(line, { user: 'admin', password: 'a b' })).toBe(clean)
})
