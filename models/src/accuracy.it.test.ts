import { expect, it } from 'vitest'
import { readDataset } from './eval/coco-dataset.ts'
import { evalTable } from './eval/eval-table.ts'
import { runEval } from './eval/run-eval.ts'
import { modelForTest, sharedPath } from './test/shared-material.ts'

const folder = sharedPath('media/coco-mini')

/** Floors of AP50 in percent: what was measured when the model was prepared, less five points. */
it.skipIf(!folder).each([
  ['yolox-nano', { person: 65, car: 48 }],
  ['centernet-mobilenet', { person: 60, car: 53 }],
] as const)('%s sees at least what it saw when it was admitted', async (name, floors) => {
  const { evaluation, ms } = await runEval({
    model: await modelForTest(name),
    dataset: await readDataset(folder!),
    ffmpeg: process.env.FFMPEG_PATH ?? 'ffmpeg',
    onImage: () => undefined,
  })
  console.log(`${name}, a look ${ms.toFixed(1)} ms\n${evalTable(evaluation)}`)
  for (const [wanted, floor] of Object.entries(floors)) {
    const { ap50 } = evaluation.categories.find(({ category }) => category === wanted)!
    expect(100 * ap50!).toBeGreaterThan(floor)
  }
})
