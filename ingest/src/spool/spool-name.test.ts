import { expect, it } from 'vitest'
import { findingIdSchema } from '@sightline/api/contract/ids'
import { fromFolderName, toFolderName } from './spool-name.ts'

const findingId = findingIdSchema.parse('cam-1~rule.2_x')

it.each([
  [
    'the first',
    { sequence: 0, findingId, stage: 'confirmed' as const, part: 'whole' as const },
    '0000000000-cam-1~rule.2_x-confirmed',
  ],
  [
    'a later one',
    { sequence: 41, findingId, stage: 'closed' as const, part: 'first' as const },
    '0000000041-cam-1~rule.2_x-closed-first',
  ],
])('%s has a name that reads back', (_name, dossier, name) => {
  expect(toFolderName(dossier)).toBe(name)
  expect(fromFolderName(name)).toEqual(dossier)
})

it.each([
  ['an unfinished folder', '.building-1'],
  ['an unknown part', '0000000001-a-confirmed-second'],
  ['no finding', '0000000001--confirmed'],
  ['a short sequence', '1-a-confirmed'],
  ['a path', '0000000001-../x-confirmed'],
])('%s is not a dossier', (_name, name) => expect(fromFolderName(name)).toBeNull())
