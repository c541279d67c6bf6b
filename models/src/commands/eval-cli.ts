import { readDataset } from '../eval/coco-dataset.ts'
import { evalTable } from '../eval/eval-table.ts'
import { runEval } from '../eval/run-eval.ts'
import { offeredClasses } from '../offered.ts'
import { openTask } from '../open.ts'
import type { Command } from './command.ts'

/** Average precision of a detector on a data set, as a table. */
export async function evaluateOn(command: Command): Promise<number> {
  const { words, ffmpeg } = command
  const [name = '', folder = ''] = words
  const dataset = await readDataset(folder)
  const model = await openTask('detector', name, command)
  const { width, height } = model.manifest.input
  const { evaluation, ms } = await runEval({ model, dataset, ffmpeg, onImage: () => undefined })
  console.log(`${name}  ${width}x${height}  sha256 ${model.sha256}`)
  console.log(`图片 pictures ${dataset.images.length}, 每幅 a look ${ms.toFixed(1)} ms (中位 median)\n`)
  console.log(evalTable(evaluation))
  const offered: readonly string[] = offeredClasses(model.manifest)
  const unknown = evaluation.categories
    .map(({ category }) => category)
    .filter((one) => !offered.includes(one))
  if (unknown.length > 0)
    console.log(`\n模型不报告的类别 categories the model does not report: ${unknown.join(', ')}`)
  if (dataset.passedOver.length > 0)
    console.log(`\n无规则读取的类别 categories no rule reads: ${dataset.passedOver.join(', ')}`)
  return 0
}
