import { onlyOutput } from '../decode/output.ts'
import type { ManifestOf } from '../manifest.ts'
import type { Raster } from '../raster/raster.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import { plateCharacters } from './plate-text.ts'
import { alphabetOf, readLine } from './read-line.ts'
import type { ReadCharacter } from './read-line.ts'

export interface LineReaderSetup {
  readonly path: string
  readonly manifest: ManifestOf<'reader'>
  readonly keys: string
}

/** Opens the reader; it takes one line of a plate, straight, and gives its characters. Blocks its thread while it runs. */
export async function openLineReader({
  path,
  manifest,
  keys,
}: LineReaderSetup): Promise<(line: Raster) => Promise<ReadCharacter[]>> {
  const run = await openRunner(path, manifest.input)
  const alphabet = alphabetOf(keys)
  return async (line) => {
    const { frame } = toInput(line, manifest.input)
    return plateCharacters(readLine(onlyOutput(await run(frame)), alphabet))
  }
}
