import { expect, it } from 'vitest'
import { remember } from './remember.ts'

it('asks once in its time, and anew after it, whatever the answer was', async () => {
  const clock = { at: 1000 }
  let asked = 0
  const ask = remember(
    async () => {
      asked += 1
      if (asked === 1) throw new Error('full')
      return asked
    },
    2000,
    () => clock.at,
  )
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('full')
  clock.at = 2999
  await expect(ask()).rejects.toThrow('full')
  clock.at = 3000
  expect(await ask()).toBe(2)
  expect(await ask()).toBe(2)
})
