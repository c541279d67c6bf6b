import { expect, it } from 'vitest'
import { keepOpening, type Opening } from './keep-opening.ts'

/** Fails so often before it opens; what happened, in order. */
function rig(failures: number, changed: Partial<Opening<string>> = {}) {
  const said: string[] = []
  let left = failures
  const kept = keepOpening<string>({
    open: () => (left-- > 0 ? Promise.reject(new Error('no')) : Promise.resolve('model')),
    shut: (opened) => Promise.resolve(void said.push(`shut ${opened}`)),
    againMs: 1000,
    pause: (ms) => Promise.resolve(void said.push(`pause ${ms}`)),
    onFailure: () => void said.push('failed'),
    ...changed,
  })
  return { kept, said }
}

it.each([
  [0, ['shut model']],
  [2, ['failed', 'pause 1000', 'failed', 'pause 1000', 'shut model']],
])('after %i failures it is open, and shut at the end', async (failures, expected) => {
  const { kept, said } = rig(failures)
  await expect.poll(() => kept.current()).toBe('model')
  await kept.close()
  expect(said).toEqual(expected)
})

it('is not there while the first try lasts, and that has an end though it failed', async () => {
  const { kept } = rig(1, { pause: () => new Promise(() => undefined) })
  expect(kept.current()).toBeNull()
  await kept.firstTry
  expect(kept.current()).toBeNull()
})

it('is broken off when it is closed: nothing is said, nothing tried again, what came all the same is shut', async () => {
  for (const [ends, expected] of [
    ['rejects', []],
    ['resolves', ['shut late']],
  ] as const) {
    const { kept, said } = rig(0, {
      open: (signal) =>
        new Promise((resolve, reject) =>
          signal.addEventListener('abort', () =>
            ends === 'resolves' ? resolve('late') : reject(new Error('aborted')),
          ),
        ),
    })
    await kept.close()
    expect(said).toEqual(expected)
  }
})

it('is shut and opened anew when what was opened is of no use any more', async () => {
  const { kept, said } = rig(0)
  await kept.firstTry
  kept.renew()
  expect(kept.current()).toBeNull()
  await expect.poll(() => kept.current()).toBe('model')
  await kept.close()
  expect(said).toEqual(['shut model', 'pause 1000', 'shut model'])
})
