import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { areaOf, crop } from '@sightline/models/raster/raster'
import type { ModelSet } from '../perceive/infer/model-set.ts'

/** What models said of pictures before: the same bytes before the same model need no second look. */
export interface KnownLooks {
  /** The model set, asked only where nothing is known. Whatever else it holds stays as it is. */
  with(modelSet: ModelSet): ModelSet
  /** How many looks were known, and how many were not. */
  counts(): { readonly known: number; readonly asked: number }
}

const keyOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('|')
  return hash.digest('base64url').slice(0, 24)
}

/** Remembers in a file, a line a look; a line that was cut off is not known. */
export function openKnownLooks(file: string): KnownLooks {
  const memory = openMemory(file)
  return {
    with(modelSet) {
      const { detector, closeUp, embedder, further } = modelSet
      const main = `${detector.model.sha256} ${detector.model.threshold}`
      return {
        ...modelSet,
        detector: {
          ...detector,
          submit: (source, frame, size) => {
            const key = keyOf(main, frame, JSON.stringify(size))
            return memory.recall(key, () => detector.submit(source, frame, size))
          },
        },
        closeUp: { look: remembering(memory, `${main} part`, closeUp.look) },
        further: further.map((one) => {
          const { sha256, threshold } = one.model
          return { ...one, look: remembering(memory, `${sha256} ${threshold}`, one.look) }
        }),
        embedder: embedder && rememberingEmbedder(memory, embedder),
      }
    },
    counts: memory.counts,
  }
}

/** What was answered before, by the hash of what was asked. */
interface Memory {
  recall<T>(key: string, ask: () => Promise<T>): Promise<T>
  counts(): ReturnType<KnownLooks['counts']>
}

function openMemory(file: string): Memory {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const known = new Map<string, string>(lines.flatMap(readLine))
  let [found, asked] = [0, 0]
  return {
    async recall<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const before = known.get(key)
      if (before !== undefined) {
        found += 1
        return JSON.parse(before) as T
      }
      asked += 1
      const answer = await ask()
      if (isDropped(answer)) return answer
      const json = JSON.stringify(answer)
      known.set(key, json)
      appendFileSync(file, `${key} ${json}\n`)
      return answer
    },
    counts: () => ({ known: found, asked }),
  }
}

/** A picture that was not looked at is no answer. */
const isDropped = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'dropped'

type LookAtParts = ModelSet['closeUp']['look']

const remembering =
  ({ recall }: Memory, name: string, look: LookAtParts): LookAtParts =>
  (source, task) => {
    const { picture, content, regions } = task
    const asked = JSON.stringify([picture.width, content, regions])
    return recall(keyOf(name, new Uint8Array(picture.data), asked), () => look(source, task))
  }

function rememberingEmbedder(
  { recall }: Memory,
  embedder: NonNullable<ModelSet['embedder']>,
): NonNullable<ModelSet['embedder']> {
  return {
    ...embedder,
    async look(picture, region) {
      const { data, width } = region ? crop(picture, areaOf(region, picture)) : picture
      const key = keyOf(embedder.model.sha256, data, String(width))
      return Float32Array.from(await recall(key, async () => [...(await embedder.look(picture, region))]))
    },
  }
}

/** A key, and the answer as JSON; nothing where the line was cut off. */
function readLine(line: string): readonly (readonly [string, string])[] {
  const at = line.indexOf(' ')
  const [key, answer] = [line.slice(0, at), line.slice(at + 1)]
  return at > 0 && /[\]}]$/.test(answer) ? [[key, answer]] : []
}
