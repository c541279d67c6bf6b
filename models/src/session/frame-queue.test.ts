import { expect, it } from 'vitest'
import { createFrameQueue } from './frame-queue.ts'

it('keeps the newest frame of a source, and its turn', () => {
  const queue = createFrameQueue<number>()
  expect(queue.offer('a', 1)).toBeUndefined()
  expect(queue.offer('b', 2)).toBeUndefined()
  expect(queue.offer('a', 3)).toBe(1)
  expect(queue.take()).toEqual({ source: 'a', frame: 3 })
  expect(queue.take()).toEqual({ source: 'b', frame: 2 })
  expect(queue.take()).toBeUndefined()
})

it('never takes two frames of one source at once, so answers come in order', () => {
  const queue = createFrameQueue<number>()
  queue.offer('a', 1)
  queue.take()
  queue.offer('a', 2)
  expect(queue.take()).toBeUndefined()
  queue.done('a')
  expect(queue.take()).toEqual({ source: 'a', frame: 2 })
})

it('serves a source that floods no more often than the others', () => {
  const queue = createFrameQueue<number>()
  const served: string[] = []
  for (let i = 0; i < 30; i++) {
    for (let k = 0; k < 5; k++) queue.offer('flood', i)
    queue.offer('calm', i)
    queue.offer('still', i)
    const next = queue.take()!
    served.push(next.source)
    queue.done(next.source)
  }
  for (const source of ['flood', 'calm', 'still']) expect(served.filter((s) => s === source)).toHaveLength(10)
})

it('gives back what waited when it is emptied', () => {
  const queue = createFrameQueue<number>()
  queue.offer('a', 1)
  queue.offer('b', 2)
  expect(queue.drain()).toEqual([1, 2])
  expect(queue.take()).toBeUndefined()
})
