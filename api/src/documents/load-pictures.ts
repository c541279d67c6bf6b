import sharp from 'sharp'
import { hashBytes } from '@sightline/infra/platform/hash'
import { manifestSchema } from '../../contract/dossier.ts'
import { findKeptExhibit, recordAltered, type ServeDeps } from '../exhibits/serve.ts'
import type { FindPrivate } from '../hiding/find-private.ts'
import { hideStill, type Unhidden } from '../hiding/hide-still.ts'
import { framesOf } from '../hiding/read-finding.ts'
import { encodeStamped } from '../hiding/stamp.ts'
import { maskHistory } from '../masks/store.ts'
import { found, Refusal } from '../refusal.ts'
import type { Block } from './blocks.ts'
import { momentText } from './content/text.ts'
import type { Jpeg, Pictures, Withheld } from './layout/picture.ts'
import type { ReadMaterial } from './read-material.ts'

/** 200 dots an inch over the width of a page. */
const widthPx = 1200
/** Who waits for a document waits no longer for somebody who can tell faces: its picture is left out. */
const patienceMs = 30_000

export interface PictureDeps extends ServeDeps {
  readonly findPrivate: FindPrivate
}

type Reading = Pick<ReadMaterial, 'dossiers' | 'material'> & { readonly actor: string }

/** The stored picture as it was sealed; what is not it is recorded, and nothing is made of it. */
async function readSealed(
  deps: ServeDeps,
  { id, actor }: { readonly id: string; readonly actor: string },
): Promise<{ readonly bytes: Uint8Array; readonly at: number; readonly sha256: string }> {
  const exhibit = await findKeptExhibit(deps, id)
  const bytes = await deps.objects.readAll(exhibit.objectKey, exhibit.versionId)
  const { sha256, name, at } = exhibit
  if (hashBytes(bytes).sha256 === sha256) return { bytes, at: at.getTime(), sha256 }
  await recordAltered(deps, exhibit, actor)
  throw new Refusal('ev_hash', { altered: [name] })
}

async function toPrint(bytes: Uint8Array): Promise<Jpeg> {
  const small = sharp(bytes).resize({ width: widthPx, withoutEnlargement: true }).jpeg({ quality: 82 })
  const { data, info } = await small.toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}

const whyNot: Record<Unhidden | 'nobody', string> = {
  not_located: '此图未打印：没有判读记录，无法确定须遮挡的部位。原件见上表。',
  not_readable: '此图未打印：文件无法读取。原件见上表。',
  not_hidden: '此图未打印：无法确定人脸和号牌的位置。原件见上表。',
  mask_stale: '此图未打印：监控画面已变，隐私遮挡区须由管理员重画。原件见上表。',
  nobody: '此图未打印：没有可用的人脸、号牌识别，不能遮挡无关人员。原件见上表。',
}

/** Hides what is private in one picture after the other; where nobody can, nobody is asked again. */
function hidingOf({ findPrivate }: PictureDeps): FindPrivate {
  let isAway = false
  return async (asked) => {
    if (isAway) throw new Refusal('copy_no_worker')
    try {
      return await findPrivate({ ...asked, patienceMs })
    } catch (error) {
      isAway = true
      throw error
    }
  }
}

/** Whose pictures they are, and how they are turned. */
function sourceOf(dossiers: ReadMaterial['dossiers']): { readonly id: string; readonly turn: number } {
  const newest = dossiers.at(-1)
  if (!newest) return { id: '', turn: 0 }
  const { source } = manifestSchema.parse(JSON.parse(newest.manifest))
  return { id: source.id, turn: source.turn ?? 0 }
}

const isNobody = (error: unknown): boolean =>
  error instanceof Refusal && ['copy_no_worker', 'copy_no_model'].includes(error.code)

/**
 * The pictures that a document prints, by name, made smaller. Faces and all plates but the accused's are hidden in them, and
 * who made it when is burnt in; where that cannot be done a frame says why. By a permission they are the originals.
 */
export async function loadPictures(
  deps: PictureDeps,
  blocks: readonly Block[],
  { dossiers, material, actor }: Reading,
): Promise<Pictures> {
  const rows = new Map(dossiers.flatMap(({ exhibits }) => exhibits.map((row) => [row.name, row] as const)))
  const pictures = new Map<string, Jpeg | Withheld>()
  const names = blocks.flatMap((block) => (block.type === 'pictures' ? block.pictures : []))
  const frames = material.originals || names.length === 0 ? [] : await framesOf(deps, dossiers)
  const { id: sourceId, turn } = sourceOf(dossiers)
  const masks = await maskHistory(deps.db, sourceId)
  const findPrivate = hidingOf(deps)
  const madeBy = `${material.maker.name} ${momentText(material.madeAt)}`
  async function hidden(name: string, id: string): Promise<Jpeg | Withheld> {
    const { bytes, at, sha256: of } = await readSealed(deps, { id, actor })
    const hiding = { findPrivate, frames, plate: material.plate, masks, turn }
    const made = await hideStill({ at, read: async () => bytes }, hiding).catch((error: unknown) => {
      if (isNobody(error)) return 'nobody' as const
      throw error
    })
    if (typeof made === 'string') return { why: whyNot[made] }
    const lines = [`遮挡副本，不是原始证据　制作 ${madeBy}`, `原件 ${name} SHA-256 ${of}`]
    return toPrint((await encodeStamped(made.raster, { mark: madeBy, lines, of })).bytes)
  }
  for (const { name } of names) {
    const { id } = found(rows.get(name), 'exhibit')
    const picture = material.originals
      ? await toPrint((await readSealed(deps, { id, actor })).bytes)
      : await hidden(name, id)
    pictures.set(name, picture)
  }
  return pictures
}
