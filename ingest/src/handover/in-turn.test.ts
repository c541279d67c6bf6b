import { expect, it } from 'vitest'
import { createTurns } from './in-turn.ts'

it('keeps the order within a key, whatever the earlier comes to, and lets other keys by', async () => {
  const inTurn = createTurns()
  const order: string[] = []
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const say = (word: string) => async () => void order.push(word)
  const failing = inTurn('a', async () => {
    await released
    order.push('a1')
    throw new Error('a1 failed')
  })
  const second = inTurn('a', say('a2'))
  await inTurn('b', say('b1'))
  release()
  await expect(failing).rejects.toThrow('a1 failed')
  await second
  await inTurn('a', say('a3'))
  expect(order).toEqual(['b1', 'a1', 'a2', 'a3'])
})
