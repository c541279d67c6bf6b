import { expect, it } from 'vitest'
import { redactError, redactText, redactValue } from './redact.ts'

const SECRET = 'hunter2'

it.each([
  ['a camera address', `could not open rtsp://admin:${SECRET}@10.0.0.7:554/ch1`, '10.0.0.7:554/ch1'],
  ['a password with a slash', `rtsp://admin:${SECRET}/x@10.0.0.7/ch1`, '10.0.0.7/ch1'],
  ['a password with an at', `rtsp://admin:a@${SECRET}@10.0.0.7/ch1`, '10.0.0.7/ch1'],
  ['a password with a quote', `rtsp://admin:"${SECRET}@10.0.0.7/ch1`, '10.0.0.7/ch1'],
  ['a user that is a token', `https://${SECRET}@host/x`, 'host/x'],
  ['a database address', `postgres://sightline:${SECRET}@db:5432/x refused`, 'db:5432/x refused'],
  ['redis without a user', `redis://:${SECRET}@cache:6379`, 'cache:6379'],
  ['a query string', `GET /live?token=${SECRET}&source=7`, 'source=7'],
  ['a bearer header', `Authorization: Bearer ${SECRET}`, 'Authorization'],
  ['a basic header', `authorization: Basic ${SECRET}==`, 'authorization'],
  ['a digest header', `Authorization: Digest username="admin", response="${SECRET}"`, 'Digest'],
  ['a setting', `SIGHTLINE_SERVICE_TOKEN=${SECRET} node main.ts`, 'node main.ts'],
  ['a password in JSON text', `body {"user":"li","password":"${SECRET}"} refused`, 'refused'],
  ['a password in JSON within JSON', `"{\\"password\\":\\"${SECRET}\\"}" refused`, 'refused'],
  ['a private key', `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY----- end`, 'end'],
  ['a cut-off private key', `key -----BEGIN EC PRIVATE KEY-----\n${SECRET}`, 'key'],
  ['a JWT', `sent eyJhbGciOi.eyJ${SECRET}.sig_${SECRET} on`, 'on'],
])('hides %s, and only that', (_name, text, remains) => {
  const clean = redactText(text)
  expect(clean).not.toContain(SECRET)
  expect(clean).toContain('[secret]')
  expect(clean).toContain(remains)
})

it.each([
  ['rtsp://10.0.0.7:554/ch1'],
  ['mail li@example.cn about case 3'],
  ['the tokens counted: 5'],
  ['password was wrong'],
  ['digest mismatch for clip.mp4'],
])('leaves %j alone', (text) => expect(redactText(text)).toBe(text))

it.each([
  ['addresses without a user', 'a://'],
  ['dots', 'a.'],
  ['names of secrets', 'password '],
  ['keys that never end', '-----BEGIN PRIVATE KEY '],
])('takes no longer than its length asks, fed with %s', (_name, piece) => {
  const took = (times: number): number => {
    const began = performance.now()
    redactText(piece.repeat(times))
    return performance.now() - began
  }
  took(1000)
  expect(took(400_000 / piece.length)).toBeLessThan(1000)
})

it('is stable: what is clean stays as it is', () => {
  const once = redactText(`rtsp://a:${SECRET}@h/x?token=${SECRET} Bearer ${SECRET} password: "${SECRET}"`)
  expect(redactText(once)).toBe(once)
})

it('hides fields by their name, at any depth and of any type', () => {
  const clean = redactValue({
    a: [{ b: { Password: SECRET, 'set-cookie': [SECRET], service_token: SECRET, streamPassword: 12345 } }],
    url: `rtsp://u:${SECRET}@h/x`,
    hasPassword: true,
    password: null,
    sourceId: 's1',
  })
  expect(JSON.stringify(clean)).not.toMatch(/hunter2|12345/)
  expect(clean).toMatchObject({
    hasPassword: true,
    password: null,
    sourceId: 's1',
    url: 'rtsp://[secret]@h/x',
  })
})

it('cleans an error with its stack and its causes', () => {
  const error = new Error(`outer rtsp://u:${SECRET}@h`, { cause: new Error(`inner redis://:${SECRET}@h`) })
  redactError(error)
  expect(
    `${error.stack} ${error.message} ${String(error.cause)} ${(error.cause as Error).stack}`,
  ).not.toContain(SECRET)
})
