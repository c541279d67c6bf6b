import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestSchema, type Manifest, type StagePart } from '@sightline/api/contract/dossier'
import { hashBytes } from '@sightline/infra/platform/hash'
import { readPicture } from './pictures.ts'
import { sealFiles } from '../spool/spool.ts'
import type { Shot } from './stills.ts'

/** What a supplement needs of the part that it follows. */
export interface FirstPart {
  /** Of its manifest: by this the supplement names it. */
  readonly sha256: string
  /** Its stills by name. */
  readonly shots: ReadonlyMap<string, Shot>
}

const listSchema = manifestSchema.pick({ exhibits: true })

/** Reads a sealed first part. */
export async function readFirst(dir: string): Promise<FirstPart> {
  const manifest = await readFile(join(dir, sealFiles.manifest))
  const { exhibits } = listSchema.parse(JSON.parse(manifest.toString('utf8')))
  const shots = new Map<string, Shot>()
  for (const { name, at, sha256 } of exhibits.filter(({ role }) => role === 'still'))
    shots.set(name, { name, at, sha256, picture: await readPicture(await readFile(join(dir, name))) })
  return { sha256: hashBytes(manifest).sha256, shots }
}

/** How a part names itself in its manifest; undefined: a stage that is sealed whole. */
export function linkOf(part: StagePart, first: FirstPart | null): Manifest['link'] {
  if (part === 'first') return { part }
  return first ? { part: 'supplement', first: first.sha256 } : undefined
}
