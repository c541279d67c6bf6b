import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { readDataset, type Dataset } from '../eval/coco-dataset.ts'
import { evalTable } from '../eval/eval-table.ts'
import { foundTable } from '../eval/found-table.ts'
import { foundTables } from '../eval/found-truths.ts'
import { runEval } from '../eval/run-eval.ts'
import { offeredClasses } from '../offered.ts'
import { openTask } from '../open.ts'
import type { Command } from './command.ts'
import { evaluatePlateSet } from './eval-plates-cli.ts'

/** How well a model does on a data set, as tables: any in COCO's format, or one that this product exported. */
export async function evaluateOn(command: Command): Promise<number> {
  const { words } = command
  const [name = '', folder = ''] = words
  const dataset = await readDataset(folder)
  if (dataset.set === 'plates') return evaluatePlateSet(command, dataset)
  return evaluateDetector(command, name, dataset)
}

async function evaluateDetector(command: Command, name: string, dataset: Dataset): Promise<number> {
  const { ffmpeg } = command
  const model = await openTask('detector', name, command)
  const { width, height } = model.manifest.input
  const { evaluation, found, checked, ms } = await runEval({
    model,
    dataset,
    ffmpeg,
    onImage: () => undefined,
  })
  console.log(`${name}  ${width}x${height}  sha256 ${model.sha256}`)
  console.log(`图片 pictures ${dataset.images.length}, 每幅 a look ${ms.toFixed(1)} ms (中位 median)\n`)
  if (dataset.set !== null) sayFound(dataset, found, checked)
  if (checked > 0) console.log(evalTable(evaluation))
  const offered: readonly string[] = offeredClasses(model.manifest)
  const unknown = [...new Set(dataset.truths.map(({ category }) => category))].filter(
    (one) => !offered.includes(one),
  )
  if (unknown.length > 0)
    console.log(`\n模型不报告的类别 categories the model does not report: ${unknown.join(', ')}`)
  if (dataset.passedOver.length > 0)
    console.log(`\n无规则读取的类别 categories no rule reads: ${dataset.passedOver.join(', ')}`)
  return 0
}

/** Of a site's own findings: what people confirmed, and what the model finds of it. */
function sayFound(dataset: Dataset, found: Parameters<typeof foundTables>[1], checked: number): void {
  const { highScore } = trackerDefaults
  console.log(`人工核对过的图片 pictures checked by people: ${checked}/${dataset.images.length}`)
  console.log(`得分不低于 scores of at least ${highScore}\n`)
  console.log(`${foundTable(foundTables(dataset, found, highScore))}\n`)
  if (checked === 0)
    console.log(
      '没有核对过的图片，不计算误报和平均精度 · no picture was checked: neither false ones nor average precision are told',
    )
}
