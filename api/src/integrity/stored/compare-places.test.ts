import { expect, it } from 'vitest'
import type { Listed } from '@sightline/infra/platform/objects'
import { comparePlaces, type Compared } from './compare-places.ts'

const folder = 'dossiers/f/confirmed/'
const hour = 3_600_000
const listed = (name: string, more: Partial<Listed> = {}): Listed => ({
  key: folder + name,
  versionId: 'v1',
  bytes: 5,
  at: 0,
  isMark: false,
  ...more,
})
const row = { objectKey: `${folder}a.jpg`, versionId: 'v1', bytes: 5, isExpired: false }
/** Of a dossier whose manifest lies beside its exhibits. */
const sealKeys = new Set([`${folder}manifest.json`])
const base: Compared = {
  recorded: [row],
  folders: [folder],
  sealKeys: new Set(),
  listed: [listed('a.jpg')],
  now: 2 * hour,
  withSizes: true,
}

it.each<[string, Partial<Compared>, string[]]>([
  ['nothing where all is as recorded', {}, []],
  ['an object that is gone', { listed: [] }, ['missing v1']],
  ['a manifest that is gone', { sealKeys }, ['missing null']],
  ['nothing where it is there', { sealKeys, listed: [listed('a.jpg'), listed('manifest.json')] }, []],
  [
    'one that lies there as another version only',
    { listed: [listed('a.jpg', { versionId: 'v2' })] },
    ['missing v1', 'foreign v2'],
  ],
  [
    'a version over another',
    { listed: [listed('a.jpg'), listed('a.jpg', { versionId: 'v2' })] },
    ['foreign v2'],
  ],
  [
    'a mark of deletion',
    { listed: [listed('a.jpg'), listed('a.jpg', { versionId: 'm', isMark: true, bytes: 0 })] },
    ['marked m'],
  ],
  ['a file beside the exhibits', { listed: [listed('a.jpg'), listed('b.jpg')] }, ['foreign v1']],
  [
    'a second manifest',
    {
      sealKeys,
      listed: [listed('a.jpg'), listed('manifest.json', { versionId: 'v2', at: 9 }), listed('manifest.json')],
    },
    ['foreign v2'],
  ],
  ['another size', { listed: [listed('a.jpg', { bytes: 6 })] }, ['altered v1']],
  ['no size where none is asked for', { listed: [listed('a.jpg', { bytes: 6 })], withSizes: false }, []],
  ['nothing of what went by rule', { recorded: [{ ...row, isExpired: true }], listed: [] }, []],
  ['what went by rule and is there', { recorded: [{ ...row, isExpired: true }] }, ['undeleted v1']],
  ['nothing of a dossier on its way', { folders: [], recorded: [], now: hour - 1 }, []],
  [
    'a dossier that was never taken in',
    { folders: [], recorded: [], listed: [listed('a.jpg')] },
    ['unclaimed v1'],
  ],
  [
    'a file of another store',
    { listed: [listed('a.jpg', { versionId: null })] },
    ['missing v1', 'foreign null'],
  ],
])('tells %s', (_name, change, told) => {
  const found = comparePlaces({ ...base, ...change })
  expect(found.map(({ code, versionId }) => `${code} ${versionId}`)).toEqual(told)
})
