import { expect, it } from 'vitest'
import { listenTo, openOddCamera } from '../../media/test/odd-mounts.ts'

it('connects to a camera of a picture in two seconds, and takes no pause between them for silence', async () => {
  const camera = await openOddCamera({ slow: { frameS: 2 } })
  const listening = listenTo(camera.urlOf('slow'))
  await listening.come('samples', () => listening.samples.length > 8, 40_000)
  await listening.stop()
  await camera.close()
  expect(listening.fault()).toBeNull()
  expect(listening.samples.length).toBeGreaterThan(8)
})
