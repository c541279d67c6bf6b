import { describe, expect, it } from 'vitest'
import { brokenLinks, fileLink, linkHash, type FileRow, type StoredLink } from './links.ts'

const row = (sequence: number, previous: string | null): FileRow => ({
  id: `f${sequence}`,
  alertId: 'a',
  kind: 'photo',
  name: 'IMG_1.jpg',
  mime: 'image/jpeg',
  bytes: 5,
  sha256: String(sequence).repeat(64),
  sm3: 'b'.repeat(64),
  objectKey: `dossiers/f/on-site/${sequence}.jpg`,
  versionId: null,
  told: {},
  arrivedAt: new Date(sequence),
  uploadedById: 'ann',
  address: '10.0.0.1',
  sequence,
  previous,
})

/** Three files of one alert, each hanging on the one before. */
function chain(): FileRow[] {
  const rows: FileRow[] = []
  for (let i = 1; i <= 3; i += 1) {
    const before = rows.at(-1)
    rows.push(row(i, before ? linkHash(fileLink(before)) : null))
  }
  return rows
}
const stored = (rows: readonly FileRow[]): StoredLink[] =>
  rows.map((one) => ({ link: fileLink(one), hash: linkHash(fileLink(one)), object: null }))
const told = new Map(stored(chain()).map(({ hash }, i) => [`f${i + 1}`, hash]))

describe('files of an alert', () => {
  it('hang together', () => expect(brokenLinks(stored(chain()), told)).toEqual([]))

  it.each<[string, (links: StoredLink[]) => StoredLink[], string[]]>([
    [
      'whose time was set back is named, and no other',
      (links) =>
        links.map((one, i) => (i === 1 ? { ...one, link: { ...one.link, arrivedAt: 9 } as never } : one)),
      ['f2'],
    ],
    [
      'whose hash was made anew with it',
      (links) => {
        const link = { ...links[1]!.link, name: 'other.jpg' } as StoredLink['link']
        return links.with(1, { link, hash: linkHash(link), object: null })
      },
      ['f2'],
    ],
    ['of which one in between is gone', (links) => links.toSpliced(1, 1), ['f3', 'f2']],
    ['of which the last is gone', (links) => links.slice(0, 2), ['f3']],
    ['of which all are gone', () => [], ['f1', 'f2', 'f3']],
    [
      'with one that the trail does not know',
      (links) => [...links, ...stored([row(4, links[2]!.hash)])],
      ['f4'],
    ],
    [
      'all made anew, behind the back of the trail',
      () => {
        const first = { ...row(1, null), name: 'x' }
        const second = row(2, linkHash(fileLink(first)))
        return stored([first, second, row(3, linkHash(fileLink(second)))])
      },
      ['f1', 'f2', 'f3'],
    ],
  ])('%s', (_name, touch, named) => expect(brokenLinks(touch(stored(chain())), told)).toEqual(named))
})
