import { z } from 'zod'
import { ownManifestSchema } from '../manifest.ts'
import type { Manifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'

/**
 * Reads an admin's manifest. A missing licence is `licence_missing`, text that is not JSON
 * `manifest_not_json`, anything else `manifest_invalid` with the fields.
 */
export function parseOwnManifest(text: string): OwnManifest {
  const parsed = ownManifestSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const licence = issues.find(({ path }) => path[0] === 'licence')
  if (licence) throw new ModelError('licence_missing', { field: licence.path.join('.') })
  throw new ModelError('manifest_invalid', factsOf(issues))
}

/** The fields that are wrong, and what the first of them may be where that is a short list. */
function factsOf(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const field = [...new Set(issues.map(({ path }) => z.core.toDotPath(path)))].join(', ')
  const [first] = issues
  return first?.code === 'invalid_value' ? { field, allowed: first.values.map(String).join(', ') } : { field }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError('manifest_not_json', placeOf(cause, text), { cause })
  }
}

/** Where the reading ended, if that is told: the parser's own words are English only. */
function placeOf(cause: unknown, text: string): Record<string, number> {
  const position = /at position (\d+)/.exec(String(cause))?.[1]
  if (position === undefined) return {}
  const lines = text.slice(0, Number(position)).split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

/** The whole manifest of a model of which we have the file: named by its hash, so that a new one displaces none. */
export function wholeManifest(
  own: OwnManifest,
  { sha256, bytes }: { sha256: string; bytes: number },
): Manifest {
  const name = `${sha256.slice(0, 16)}.onnx`
  return { ...own, files: [{ name, sha256, bytes, sources: [] }], prepare: { kind: 'onnx', file: name } }
}
