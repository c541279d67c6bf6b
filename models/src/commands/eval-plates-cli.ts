import type { Dataset } from '../eval/coco-dataset.ts'
import { shareText } from '../eval/found-table.ts'
import { evaluatePlates, type PlateEvaluation, type ReadPlate } from '../eval/plate-eval.ts'
import { textTable } from '../eval/text-table.ts'
import { ModelError } from '../model-error.ts'
import { openPlateReader, type PlateReader } from '../plates/open-plate-reader.ts'
import { readPictures } from '../raster/ffmpeg.ts'
import type { Command } from './command.ts'

/** What the plate reader goes by here: it is three models that read together. */
const names = ['plates', 'hyperlpr-plates', 'ppocr-reader']

/** The surest plate of a picture, '' where none is found. */
async function readPlate(reader: PlateReader, ffmpeg: string, path: string): Promise<string> {
  const [picture] = await readPictures(ffmpeg, path)
  const [best] = picture ? await reader.read(picture) : []
  return best?.text ?? ''
}

/** The plate reader on what two officers typed blind. */
export async function evaluatePlateSet(command: Command, dataset: Dataset): Promise<number> {
  const [name = ''] = command.words
  if (!names.includes(name))
    throw new ModelError('model_of_another_task', { name, task: 'detector', wanted: names.join(', ') })
  const reader = await openPlateReader(command)
  const plates: ReadPlate[] = []
  try {
    for (const { id, path } of dataset.images) {
      const truth = dataset.plates.get(id)
      if (truth !== undefined) plates.push({ truth, read: await readPlate(reader, command.ffmpeg, path) })
    }
  } finally {
    await reader.close()
  }
  for (const { name: one, sha256 } of reader.models) console.log(`${one}  sha256 ${sha256}`)
  console.log(`\n${plateTables(evaluatePlates(plates))}`)
  return 0
}

function plateTables({ exact, nothingRead, all, characters }: PlateEvaluation): string {
  const whole = textTable([
    ['', '总数 of', '正确 right', '% [95 %]'],
    ['整牌 plates, to the letter', String(exact.tries), String(exact.hits), shareText(exact)],
    ['字符 characters', String(all.tries), String(all.hits), shareText(all)],
  ])
  const missed = textTable([
    ['字符 character', '总数 of', '正确 right', '% [95 %]', '读作 read as'],
    ...characters.map(({ character, right, readAs }) => [
      character,
      String(right.tries),
      String(right.hits),
      shareText(right),
      readAs.map((one) => one || '-').join(' '),
    ]),
  ])
  const none = `未读出 nothing read: ${nothingRead}`
  return characters.length > 0 ? `${whole}\n${none}\n\n${missed}` : `${whole}\n${none}`
}
