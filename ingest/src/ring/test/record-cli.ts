import { systemClock } from '@sightline/infra/platform/clock'
import { openRing } from '../ring.ts'
import { drawStretch, readInit } from '../../media/test/drawn-boxes.ts'

/** Records drawn samples into the ring of the folder given until it is killed; prints how many are surely written. */
async function record(dir: string): Promise<void> {
  const bounds = { maxBytes: 1e9, maxAgeMs: 3_600_000, floorBytes: 0 }
  const ring = await openRing({ dir, clock: systemClock, ...bounds, onState: () => undefined })
  ring.init(readInit())
  const startAt = systemClock.now()
  for (const [index, sample] of drawStretch(startAt, 600).entries()) {
    ring.append(sample)
    if (index % 20 !== 19) continue
    await ring.clip({ fromAt: startAt, toAt: startAt }, () => `${dir}/../said-${index}.tmp`)
    console.log(index + 1)
  }
}

await record(process.argv[2] ?? '')
