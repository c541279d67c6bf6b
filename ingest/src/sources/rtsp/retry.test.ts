import { expect, it } from 'vitest'
import { classifyExit, type FaultCode } from './capture-fault.ts'
import { planRetry } from './retry.ts'

const MINUTE = 60_000
const least = () => 0
const most = () => 1

it.each<[FaultCode, number, number, number]>([
  ['auth', 0, 5 * MINUTE, 10 * MINUTE],
  ['auth', 9, 30 * MINUTE, 60 * MINUTE],
  ['silence', 0, 500, 1000],
  ['silence', 9, 15_000, 30_000],
  ['network', 2, 2000, 4000],
  ['ended', 0, 500, 1000],
  ['refused', 0, 1000, 2000],
  ['not_found', 9, MINUTE, 2 * MINUTE],
  ['codec', 0, 15_000, 30_000],
])('%s after %i failures in a row: between %i and %i ms', (...[code, failuresBefore, from, to]) => {
  const failure = { code, livedMs: 0, failuresBefore }
  expect(planRetry(failure, least).delayMs).toBe(from)
  expect(planRetry(failure, most).delayMs).toBe(to)
})

it.each([
  ['a good minute begins the count anew', MINUTE, 1],
  ['a short life does not', MINUTE - 1, 8],
])('%s', (_, livedMs, failures) => {
  expect(planRetry({ code: 'network', livedMs, failuresBefore: 7 }, least).failures).toBe(failures)
})

it.each<[string, FaultCode]>([
  ['[rtsp @ 0x5] method DESCRIBE failed: 401 Unauthorized', 'auth'],
  ['[rtsp @ 0x5] method SETUP failed: 403 Forbidden', 'auth'],
  ['[rtsp @ 0x5] method DESCRIBE failed: 404 Not Found', 'not_found'],
  ['[tcp @ 0x5] Connection to tcp://10.0.0.5:554 failed: Connection refused', 'refused'],
  ['[rtsp @ 0x5] method SETUP failed: 453 Not Enough Bandwidth', 'declined'],
  ['[rtsp @ 0x5] method OPTIONS failed: 503 Service Unavailable', 'declined'],
  ['[rtsp @ 0x5] method SETUP failed: 461 Unsupported Transport', 'no_tcp'],
  ['[tcp @ 0x5] Connection to tcp://10.0.0.5:554 failed: Connection timed out', 'network'],
  ['[tcp @ 0x5] Failed to resolve hostname camera: Name or service not known', 'network'],
  ["Stream map '0:v:0' matches no streams.", 'no_video'],
  ["Impossible to open '<address>'", 'ended'],
])('%s: %s', (line, code) => {
  expect(classifyExit(['something before', line])).toMatchObject({ code })
})

it('takes a wrong password for nothing else, whatever is said after it', () => {
  expect(classifyExit(['method DESCRIBE failed: 401 Unauthorized', 'Connection refused']).code).toBe('auth')
})
