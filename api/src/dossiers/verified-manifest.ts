import { createHash } from 'node:crypto'
import { manifestSchema, partOf, type Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import { publicKeyId, verifySignature } from '@sightline/infra/platform/sign'
import { refuseFalseStanding, refuseFalseTimes } from './check-claims.ts'
import { invalid } from './invalid.ts'
import { refuseFalseMoments } from './refuse-false-measures.ts'

function parseManifest(text: string): Manifest {
  const value = parseJson(text)
  if (canonicalJson(value) !== text) throw invalid('manifest_not_canonical')
  const parsed = manifestSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid('manifest_schema', { at: parsed.error.issues.map((issue) => issue.path.join('.')) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid('manifest_not_json')
    throw error
  }
}

/** The stored objects are exactly the exhibits listed: none missing, none besides, none different. */
function refuseOtherObjects(manifest: Manifest, objects: DossierSubmitted['objects']): void {
  const names = manifest.exhibits.map((exhibit) => exhibit.name)
  const stored = new Map(objects.map((object) => [object.name, object]))
  if (new Set(names).size !== names.length) throw invalid('exhibit_listed_twice')
  if (stored.size !== objects.length) throw invalid('object_listed_twice')
  const extra = objects.filter((object) => !names.includes(object.name)).map((object) => object.name)
  if (extra.length > 0) throw invalid('object_not_listed', { exhibits: extra })
  for (const { name, sha256, bytes } of manifest.exhibits) {
    const object = stored.get(name)
    if (!object) throw invalid('exhibit_not_stored', { exhibit: name })
    if (object.sha256 !== sha256 || object.bytes !== bytes)
      throw invalid('exhibit_differs', { exhibit: name })
  }
}

/** The manifest behind a submission whose every claim holds that needs no database and no store; else `dossier_invalid`. */
export function verifiedManifest(submitted: DossierSubmitted, receivedAt: number): Manifest {
  const manifest = parseManifest(submitted.manifest)
  const { findingId, stage, part } = submitted
  const isSame = manifest.findingId === findingId && manifest.stage === stage && partOf(manifest) === part
  if (!isSame) throw invalid('manifest_of_another')
  if (publicKeyId(submitted.publicKeyPem) !== manifest.chain.keyId) throw invalid('key_id_differs')
  const bytes = Buffer.from(submitted.manifest, 'utf8')
  if (!verifySignature(bytes, submitted.signature, submitted.publicKeyPem)) throw invalid('signature')
  refuseOtherObjects(manifest, submitted.objects)
  refuseFalseStanding(manifest)
  refuseFalseTimes(manifest, receivedAt)
  refuseFalseMoments(manifest)
  return manifest
}

/** What the next manifest of the worker names as its `previous`. */
export const manifestHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
