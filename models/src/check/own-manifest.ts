import { z } from 'zod'
import { ownManifestSchema } from '../manifest.ts'
import type { Manifest, OwnManifest } from '../manifest.ts'
import { ModelError } from '../model-error.ts'

/** Reads an admin's manifest. A missing licence is `licence_missing`, anything else `manifest_invalid` with the field. */
export function parseOwnManifest(text: string): OwnManifest {
  const parsed = ownManifestSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const licence = issues.find(({ path }) => path[0] === 'licence')
  if (licence) throw new ModelError('licence_missing', { field: licence.path.join('.') })
  throw new ModelError('manifest_invalid', { reason: z.prettifyError(parsed.error).replaceAll('\n', ' ') })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError('manifest_invalid', { reason: `not JSON: ${String(cause)}` }, { cause })
  }
}

/** The whole manifest of a model of which we have the file: named by its hash, so that a new one displaces none. */
export function wholeManifest(
  own: OwnManifest,
  { sha256, bytes }: { sha256: string; bytes: number },
): Manifest {
  const name = `${sha256.slice(0, 16)}.onnx`
  return { ...own, files: [{ name, sha256, bytes, sources: [] }], prepare: { kind: 'onnx', file: name } }
}
