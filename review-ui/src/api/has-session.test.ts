import { expect, it } from 'vitest'
import { hasSession } from './has-session.ts'

it.each([
  ['', false],
  ['language=zh', false],
  ['not_sightline_signed_in=1', false],
  ['language=zh; sightline_signed_in=1', true],
])('cookies "%s": a session %s', (cookies, expected) => expect(hasSession(cookies)).toBe(expected))
