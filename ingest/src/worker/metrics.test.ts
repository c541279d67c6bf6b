import { expect, it } from 'vitest'
import type { Watch } from '../watch/watch.ts'
import { zeroCounts } from '../watch/source-state.ts'
import { countLookDelays, startMetrics } from './metrics.ts'

const room = () => ({ spoolBytes: 7, freeBytes: 9, isFull: true })

it('tells what every watch has counted, and no more once it is gone', async () => {
  const counts = { ...zeroCounts(), framesLooked: 3, framesDropped: { replaced: 2 } }
  const decoding = { fed: 5, frames: 4, unmatched: 0, lostGroups: 0, deaths: 1 }
  const watch = {
    source: () => ({ id: 's1' }),
    counts: () => counts,
    decoding: () => decoding,
  } as unknown as Watch
  let all = [watch]
  const looks = countLookDelays()
  const metrics = startMetrics({ watches: () => all, room, looks })
  looks.observe(11)
  counts.framesLooked = 4
  const text = await metrics.text()
  expect(text).toContain('sightline_ingest_frames_looked{source="s1"} 4\n')
  expect(text).toContain('sightline_ingest_frames_dropped{source="s1",reason="replaced"} 2\n')
  expect(text).toContain('sightline_ingest_decoder{source="s1",what="deaths"} 1\n')
  expect(text).toContain('sightline_ingest_frame_to_fact_ms_bucket{le="10"} 0\n')
  expect(text).toContain('sightline_ingest_frame_to_fact_ms_bucket{le="13"} 1\n')
  expect(text).toContain('sightline_ingest_disk_full 1\n')
  all = []
  expect(await metrics.text()).not.toContain('source="s1"')
  metrics.stop()
})
