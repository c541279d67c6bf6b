import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { limitTo } from './deadline.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const ended = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }))

it('comes though the garbage was collected meanwhile', async () => {
  const waiting = ended(limitTo(50, new AbortController().signal).signal)
  collect()
  expect(await waiting).toMatchObject({ name: 'TimeoutError' })
})

it('ends with any of the others, for its reason', async () => {
  const other = new AbortController()
  const limit = limitTo(60_000, new AbortController().signal, other.signal)
  const waiting = ended(limit.signal)
  other.abort(new Error('stop'))
  expect(await waiting).toMatchObject({ message: 'stop' })
  limit.end()
})

it('is over at once where another was over before', () => {
  const limit = limitTo(60_000, AbortSignal.abort(new Error('before')))
  limit.end()
  expect(limit.signal.reason).toMatchObject({ message: 'before' })
})

it('does not come any more once it was ended', () => {
  const other = new AbortController()
  const limit = limitTo(60_000, other.signal)
  limit.end()
  other.abort()
  expect(limit.signal.aborted).toBe(false)
})
