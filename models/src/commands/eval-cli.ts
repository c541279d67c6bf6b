import { readDataset, type Dataset } from '../eval/coco-dataset.ts'
import { evalTable } from '../eval/eval-table.ts'
import { runEval } from '../eval/run-eval.ts'
import { sizeTable, transformTable, type TransformRow } from '../eval/transform-table.ts'
import { transformNames, transforms, type TransformName } from '../eval/transforms.ts'
import { offeredClasses } from '../offered.ts'
import { openTask } from '../open.ts'
import type { Command } from './command.ts'

type Model = Awaited<ReturnType<typeof openTask<'detector'>>>

interface Evaluating extends Pick<Command, 'ffmpeg'> {
  readonly model: Model
  readonly dataset: Dataset
}

/** Average precision of a detector on a data set, as a table; `--transform`: on what a bad camera makes of its pictures. */
export async function evaluateOn(command: Command): Promise<number> {
  const { words, ffmpeg, transform } = command
  const [name = '', folder = ''] = words
  const dataset = await readDataset(folder)
  const model = await openTask('detector', name, command)
  const { width, height } = model.manifest.input
  console.log(`${name}  ${width}x${height}  sha256 ${model.sha256}`)
  if (transform === 'all') await tellAll({ model, dataset, ffmpeg })
  else await tellOne({ model, dataset, ffmpeg }, transform)
  return 0
}

async function tellOne({ model, dataset, ffmpeg }: Evaluating, name: TransformName): Promise<void> {
  const { evaluation, sizes, ms } = await runEval({
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
  console.log(evalTable(evaluation))
  console.log(`\n${sizeTable(sizes)}`)
  const offered: readonly string[] = offeredClasses(model.manifest)
  const unknown = evaluation.categories
    .map(({ category }) => category)
    .filter((one) => !offered.includes(one))
  if (unknown.length > 0)
    console.log(`\n模型不报告的类别 categories the model does not report: ${unknown.join(', ')}`)
  if (dataset.passedOver.length > 0)
    console.log(`\n无规则读取的类别 categories no rule reads: ${dataset.passedOver.join(', ')}`)
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
