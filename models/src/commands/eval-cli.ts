import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { readDataset, type Dataset } from '../eval/coco-dataset.ts'
import { evalTable } from '../eval/eval-table.ts'
import { foundTable } from '../eval/found-table.ts'
import { foundTables } from '../eval/found-truths.ts'
import { runEval } from '../eval/run-eval.ts'
import { sizeTable, transformTable, type TransformRow } from '../eval/transform-table.ts'
import { transformNames, transforms, type TransformName } from '../eval/transforms.ts'
import { offeredClasses } from '../offered.ts'
import { openTask } from '../open.ts'
import type { Command } from './command.ts'
import { evaluatePlateSet } from './eval-plates-cli.ts'

type Model = Awaited<ReturnType<typeof openTask<'detector'>>>

interface Evaluating extends Pick<Command, 'ffmpeg'> {
  readonly model: Model
  readonly dataset: Dataset
}

/** How well a model does on a data set, as tables: any in COCO's format, or one that this product exported; `--transform`: on what a bad camera makes of its pictures. */
export async function evaluateOn(command: Command): Promise<number> {
  const { words } = command
  const [name = '', folder = ''] = words
  const dataset = await readDataset(folder)
  if (dataset.set === 'plates') return evaluatePlateSet(command, dataset)
  return evaluateDetector(command, name, dataset)
}

async function evaluateDetector(command: Command, name: string, dataset: Dataset): Promise<number> {
  const { ffmpeg, transform } = command
  const model = await openTask('detector', name, command)
  const { width, height } = model.manifest.input
  console.log(`${name}  ${width}x${height}  sha256 ${model.sha256}`)
  if (transform === 'all') await tellAll({ model, dataset, ffmpeg })
  else await tellOne({ model, dataset, ffmpeg }, transform)
  return 0
}

async function tellOne({ model, dataset, ffmpeg }: Evaluating, name: TransformName): Promise<void> {
  const { evaluation, found, shown, checked, sizes, ms } = await runEval({
    model,
    dataset,
    ffmpeg,
    transform: name,
    onImage: () => undefined,
  })
  const { zh, en } = transforms[name]
  console.log(
    `图片 pictures ${dataset.images.length}, ${zh} ${en}, 每幅 a look ${ms.toFixed(1)} ms (中位 median)\n`,
  )
  if (dataset.set !== null) sayFound(shown, found, checked)
  if (checked > 0) console.log(`${evalTable(evaluation)}\n\n${sizeTable(sizes)}`)
  sayUnread(model, dataset)
}

function sayUnread({ manifest }: Model, { truths, passedOver }: Dataset): void {
  const offered: readonly string[] = offeredClasses(manifest)
  const unknown = [...new Set(truths.map(({ category }) => category))].filter((one) => !offered.includes(one))
  if (unknown.length > 0)
    console.log(`\n模型不报告的类别 categories the model does not report: ${unknown.join(', ')}`)
  if (passedOver.length > 0)
    console.log(`\n无规则读取的类别 categories no rule reads: ${passedOver.join(', ')}`)
}

/** Every transform in one table, and what is seen by size over all distances. */
async function tellAll({ model, dataset, ffmpeg }: Evaluating): Promise<void> {
  const rows: TransformRow[] = []
  for (const transform of transformNames) {
    const { evaluation, sizes } = await runEval({
      model,
      dataset,
      ffmpeg,
      transform,
      onImage: () => undefined,
    })
    rows.push({ transform, evaluation, sizes })
  }
  console.log(`图片 pictures ${dataset.images.length}\n`)
  console.log(transformTable(rows))
  const isFar = ({ transform }: TransformRow): boolean => transform === 'none' || transform.startsWith('far-')
  console.log(`\n${sizeTable(rows.filter(isFar).flatMap(({ sizes }) => sizes))}`)
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
