import sharp, { type Sharp } from 'sharp'
import { z } from 'zod'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import {
  regionOf,
  sharpnessLongestPx,
  sharpnessOf,
  viewMatchOf,
  viewWidthPx,
} from '@sightline/infra/platform/pixels/measure'
import { manifestSchema, traceSchema } from '../../../contract/dossier.ts'
import type { Measures } from '../../../contract/measures.ts'
import { nearestOwn, shorterSidePx } from '../../../law/accused-thing.ts'

interface ExhibitRow {
  readonly role: string
  readonly stage: string
  readonly at: Date
  readonly sha256: string
  readonly objectKey: string
  readonly versionId: string | null
  /** By which rule it went; null: it is here. */
  readonly expiry: object | null
}
interface DossierRow {
  readonly stage: string
  readonly manifest: string
  readonly exhibits: readonly ExhibitRow[]
}
type Reading = Pick<Objects, 'readAll'>

const sealedSchema = manifestSchema.pick({ measures: true, finding: true, stage: true })
const ownSchema = z.object({
  frames: z.array(traceSchema.shape.frames.element.pick({ at: true, own: true })),
})

/** Another version of the decoder may round otherwise. */
const alike = { sharpnessShare: 0.05, sharpness: 0.002, viewMatch: 0.03, targetPx: 1 } as const

const isNear = (one: number | null, other: number | null, by: number): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) <= by

async function toGrey(image: Sharp): Promise<Luma> {
  const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data), width: info.width, height: info.height }
}

/** As the worker measures (`ingest/src/dossier/measure.ts`): the part around the thing, made small. */
async function sharpnessIn(jpeg: Uint8Array, region: ReturnType<typeof regionOf>): Promise<number | null> {
  if (!region) return null
  const side = sharpnessLongestPx
  const small = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
  return sharpnessOf(await toGrey(sharp(jpeg).extract(region).resize(small)))
}

const viewOf = (jpeg: Uint8Array): Promise<Luma> => toGrey(sharp(jpeg).resize({ width: viewWidthPx }))

interface Measured {
  readonly said: Measures['pictures'][number]
  readonly jpeg: Uint8Array
  /** Where the thing is; null: no trace says so. */
  readonly own: Parameters<typeof regionOf>[1] | null
}

/** Whether a still is as large and as sharp as was said of it. */
async function isPicture({ said, jpeg, own }: Measured): Promise<boolean> {
  const { width, height } = await sharp(jpeg).metadata()
  if (width !== said.widthPx || height !== said.heightPx) return false
  if (own === null) return true
  if (!isNear(said.targetPx, shorterSidePx(own, said), alike.targetPx)) return false
  const sharpness = await sharpnessIn(jpeg, regionOf(said, own))
  const share = Math.abs(said.sharpness ?? 0) * alike.sharpnessShare
  return isNear(said.sharpness, sharpness, Math.max(alike.sharpness, share))
}

async function isAsSaid(measured: readonly Measured[], viewMatch: number | null): Promise<boolean> {
  for (const one of measured) if (!(await isPicture(one))) return false
  const [first, later] = measured
  if (!first || !later) return viewMatch === null
  return isNear(viewMatch, viewMatchOf(await viewOf(first.jpeg), await viewOf(later.jpeg)), alike.viewMatch)
}

/** Bytes that a byte-for-byte check tells of are not judged here as well. */
async function bytesOf(objects: Reading, row: ExhibitRow): Promise<Uint8Array | null> {
  try {
    return await objects.readAll(row.objectKey, row.versionId)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  }
}

async function framesOf(objects: Reading, { exhibits, stage }: DossierRow) {
  const row = exhibits.find((one) => one.role === 'trace' && one.stage === stage && !one.expiry)
  const bytes = row && (await bytesOf(objects, row))
  if (!bytes) return null
  try {
    return ownSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).frames
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/**
 * Whether what a worker sealed of its pictures is what its stills and its trace show, worked out anew: size, pixels on the target,
 * sharpness, and how far both views agree. Null: nothing was measured, or a still of it is gone by rule.
 */
export async function areMeasuresTrue(
  objects: Reading,
  dossier: DossierRow,
  { dossiers }: { readonly dossiers: readonly DossierRow[] },
): Promise<boolean | null> {
  const { measures, finding } = sealedSchema.parse(JSON.parse(dossier.manifest))
  if (!measures) return null
  const stills = dossiers.flatMap(({ exhibits }) => exhibits).filter(({ role }) => role === 'still')
  const frames = await framesOf(objects, dossier)
  const measured: Measured[] = []
  for (const said of measures.pictures) {
    const row = stills.find(({ sha256 }) => sha256 === said.sha256)
    const jpeg = row && !row.expiry ? await bytesOf(objects, row) : null
    if (!row || !jpeg) return null
    const own = frames && (nearestOwn(frames, row.at.getTime())?.own ?? finding.box)
    measured.push({ said, jpeg, own })
  }
  // All bytes are here: what fails now is that they are no picture.
  return isAsSaid(measured, measures.viewMatch).catch(() => false)
}
