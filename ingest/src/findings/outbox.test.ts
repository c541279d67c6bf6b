import { expect, it } from 'vitest'
import { sampleRecord } from '../dossier/test/sample-record.ts'
import { createOutbox } from './outbox.ts'

it('keeps what is appended before anybody reads, and hands everything over once, in order', () => {
  const [outbox, read] = [createOutbox(), [] as string[]]
  outbox.append([sampleRecord('a')])
  outbox.append([sampleRecord('b'), sampleRecord('c')])
  outbox.read((records) => read.push(...records.map(({ event }) => event.findingId)))
  outbox.append([sampleRecord('d')])
  expect(read).toEqual(['a', 'b', 'c', 'd'])
  expect(() => outbox.read(() => undefined)).toThrow('being read')
})
