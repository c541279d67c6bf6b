import { expect, it } from 'vitest'
import { toDecodeArguments } from './ffmpeg-args.ts'

it('decodes in one thread and thins out without new time stamps', () => {
  const args = toDecodeArguments({ filter: 'scale=640:384', fps: 5 })
  expect(args.filter((arg) => arg === '-threads')).toHaveLength(2)
  expect(args[args.indexOf('-filter:v') + 1]).toMatch(/^select=[^ ]*0\.1950\),scale=640:384,metadata=/)
})
