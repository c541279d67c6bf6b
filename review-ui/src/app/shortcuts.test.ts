import { expect, it } from 'vitest'
import { commandFor, type Pressed } from './shortcuts.ts'

const plain: Pressed = { key: 'c', ctrlKey: false, metaKey: false, altKey: false, isTyping: false }
const run = (): void => undefined
const commands = [
  { keys: ['c'], label: 'claim', run },
  { keys: ['j', 'ArrowDown'], label: 'next', run },
  { keys: ['x'], label: 'off', run, isOff: true },
]

it.each([
  ['a key', plain, 'claim'],
  ['its other key', { ...plain, key: 'ArrowDown' }, 'next'],
  ['an unknown key', { ...plain, key: 'q' }, undefined],
  ['typing', { ...plain, isTyping: true }, undefined],
  ['copying with Ctrl+C', { ...plain, ctrlKey: true }, undefined],
  ['copying with Cmd+C', { ...plain, metaKey: true }, undefined],
  ['a command that is off', { ...plain, key: 'x' }, undefined],
] as const)('%s', (_, pressed, label) => expect(commandFor(commands, pressed)?.label).toBe(label))
