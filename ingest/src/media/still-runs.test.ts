import { expect, it } from 'vitest'
import { stillRuns } from './still-runs.ts'

const [hd, uhd] = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
]
/** So many pictures, one key frame every so many. */
const stream = (count: number, group: number) =>
  Array.from({ length: count }, (_, i) => ({ isKey: i % group === 0 }))

it.each<[string, { fragments: { isKey: boolean }[]; size: { width: number; height: number } }, number[]]>([
  ['a group of two seconds, and the two before it', { fragments: stream(160, 50), size: hd }, [10, 60, 110]],
  ['the key frame itself', { fragments: stream(51, 50), size: hd }, [1, 51]],
  ['the only group of a clip', { fragments: stream(30, 50), size: hd }, [30]],
  ['a minute of 1080p without a key frame', { fragments: stream(1500, 1500), size: hd }, [1500]],
  ['of which the group before costs too much', { fragments: stream(2600, 1500), size: hd }, [1100]],
  ['the begin of a minute of 4K', { fragments: stream(1900, 1500), size: uhd }, [400]],
  ['the rest of it: too far', { fragments: stream(1400, 1500), size: uhd }, []],
  ['no key frame at all', { fragments: stream(40, 50).slice(1), size: hd }, []],
])('decodes for a still: %s', (_, { fragments, size }, lengths) => {
  const runs = stillRuns(fragments, size)
  expect(runs.map((run) => run.length)).toEqual(lengths)
  for (const run of runs) expect(run.at(-1)).toBe(fragments.at(-1))
})
