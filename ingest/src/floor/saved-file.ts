import { rename } from 'node:fs/promises'
import { readJsonIfThere } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'

export interface Loaded<T> {
  /** Null where nothing was saved, or what was saved cannot be continued. */
  readonly value: T | null
  /** Why it cannot, and where it was moved to. */
  readonly refused: CodedError | null
}

/**
 * What a watch saved as JSON, once `parse` takes it. What is refused with a code is moved aside under a name that says
 * when: never guessed at and never overwritten. What the disk refuses is thrown.
 */
export async function loadSaved<T>(
  path: string,
  parse: (json: unknown) => T,
  now: number,
): Promise<Loaded<T>> {
  try {
    const json = await readJsonIfThere(path)
    return { value: json === null ? null : parse(json), refused: null }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    const aside = `${path}.refused-${now}`
    await rename(path, aside)
    return {
      value: null,
      refused: new CodedError(error.code, { ...error.facts, movedTo: aside }, { cause: error }),
    }
  }
}
