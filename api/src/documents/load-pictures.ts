import sharp from 'sharp'
import { hashBytes } from '@sightline/infra/platform/hash'
import { findKeptExhibit, recordAltered, type ServeDeps } from '../exhibits/serve.ts'
import { found, Refusal } from '../refusal.ts'
import type { Block } from './blocks.ts'
import type { Jpeg, Pictures } from './layout/picture.ts'
import type { ReadMaterial } from './read-material.ts'

/** 200 dots an inch over the width of a page. */
const widthPx = 1200

/** The stored picture as it was sealed; what is not it is recorded, and nothing is made of it. */
async function readSealed(
  deps: ServeDeps,
  { id, actor }: { readonly id: string; readonly actor: string },
): Promise<Uint8Array> {
  const exhibit = await findKeptExhibit(deps, id)
  const bytes = await deps.objects.readAll(exhibit.objectKey, exhibit.versionId)
  if (hashBytes(bytes).sha256 === exhibit.sha256) return bytes
  await recordAltered(deps, exhibit, actor)
  throw new Refusal('ev_hash', { altered: [exhibit.name] })
}

/** The pictures that a document prints, by name, made smaller: originals are never drawn on, and not needed at full size. */
export async function loadPictures(
  deps: ServeDeps,
  blocks: readonly Block[],
  { dossiers, actor }: Pick<ReadMaterial, 'dossiers'> & { readonly actor: string },
): Promise<Pictures> {
  const rows = new Map(dossiers.flatMap(({ exhibits }) => exhibits.map((row) => [row.name, row] as const)))
  const pictures = new Map<string, Jpeg>()
  for (const { name } of blocks.flatMap((block) => (block.type === 'pictures' ? block.pictures : []))) {
    const { id } = found(rows.get(name), 'exhibit')
    const whole = await readSealed(deps, { id, actor })
    const small = sharp(whole).resize({ width: widthPx, withoutEnlargement: true }).jpeg({ quality: 82 })
    const { data, info } = await small.toBuffer({ resolveWithObject: true })
    pictures.set(name, { bytes: data, width: info.width, height: info.height })
  }
  return pictures
}
