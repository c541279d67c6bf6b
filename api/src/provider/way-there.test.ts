import { expect, describe, it } from 'vitest'
import { createSecretBox } from '@sightline/infra/platform/secret-box'
import { ownPath, wayMs, wayOf } from './way-there.ts'

describe('where a sign-in goes on to', () => {
  it.each([
    ['/cases?status=filed#x', '/cases?status=filed#x'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/x\\y', '/'],
    ['/\tevil', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    [undefined, '/'],
  ])('%j: %s', (from, path) => expect(ownPath(from)).toBe(path))
})

describe('who comes back from the provider', () => {
  const secretBox = createSecretBox([Buffer.alloc(32, 1)])
  const at = 1_000_000
  const way = { state: 's', nonce: 'n', verifier: 'v', from: '/', at }
  const sealed = (box = secretBox, context = 'sign-in/provider/way') =>
    box.encrypt(JSON.stringify(way), context)
  const back = (kept: string | undefined, state: string | null = 's', now = at) =>
    wayOf(secretBox, kept, { state, at: now })

  it('is who set out', () => {
    expect(back(sealed())).toEqual(way)
    expect(back(sealed(), 's', at + wayMs)).toEqual(way)
  })

  it.each([
    ['nothing', undefined, 's', at],
    ['what they made up', JSON.stringify(way), 's', at],
    ['what another machine sealed', sealed(createSecretBox([Buffer.alloc(32, 2)])), 's', at],
    ['what was sealed for another purpose', sealed(secretBox, 'sign-in/provider/half'), 's', at],
    ['the state of another way', sealed(), 'other', at],
    ['no state', sealed(), null, at],
    ['what is too old', sealed(), 's', at + wayMs + 1],
    ['what is from the future', sealed(), 's', at - wayMs - 1],
  ])('is not who shows %s', (...[, kept, state, now]) =>
    expect(() => back(kept, state, now)).toThrow('provider_state_invalid'),
  )
})
