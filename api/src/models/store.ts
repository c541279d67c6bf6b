import type { z } from 'zod'
import {
  ownManifestTextSchema,
  trialSchema,
  type modelSchema,
  type OwnManifestText,
  type wantedModelSchema,
} from '../../contract/models.ts'
import type { Tx } from '../database/client.ts'
import type { Model as ModelRow, Prisma } from '../generated/client.ts'
import { found } from '../refusal.ts'

export type ModelView = z.input<typeof modelSchema>
export type WantedView = z.input<typeof wantedModelSchema>

const withMaker = { createdBy: { select: { id: true, name: true } } } as const
type Row = ModelRow & { readonly createdBy: { id: string; name: string } }

/** Where a model's file lies. By its hash: the same file is stored once, and another never displaces it. */
export const fileKey = (sha256: string): string => `networks/${sha256}.onnx`

const manifestOf = ({ manifest }: ModelRow): OwnManifestText => ownManifestTextSchema.parse(manifest)

const fileOf = ({ fileSha256, fileBytes }: ModelRow) =>
  fileSha256 === null || fileBytes === null ? null : { sha256: fileSha256, bytes: fileBytes }

export const toModel = (row: Row): ModelView => ({
  id: row.id,
  version: row.version,
  manifest: manifestOf(row),
  state: row.state,
  file: fileOf(row),
  trial: trialSchema.nullable().parse(row.trial),
  triedAt: row.triedAt?.getTime() ?? null,
  trialUntil: row.trialUntil?.getTime() ?? null,
  enabledAt: row.enabledAt?.getTime() ?? null,
  createdBy: row.createdBy,
  createdAt: row.createdAt.getTime(),
})

/** As a worker is told to run or to try it; null while it has no file. */
export function toWanted(row: ModelRow): WantedView | null {
  const file = fileOf(row)
  return file && { id: row.id, manifest: manifestOf(row), ...file }
}

/** Every model of the register, by name. */
export async function allModels(tx: Tx): Promise<ModelView[]> {
  const rows = await tx.model.findMany({ include: withMaker, orderBy: { name: 'asc' } })
  return rows.map(toModel)
}

export const insertModel = async (tx: Tx, data: Prisma.ModelUncheckedCreateInput): Promise<ModelView> =>
  toModel(await tx.model.create({ data, include: withMaker }))

export const updateModel = async (
  tx: Tx,
  id: string,
  data: Prisma.ModelUncheckedUpdateInput,
): Promise<ModelView> => toModel(await tx.model.update({ where: { id }, data, include: withMaker }))

/** The row, held by this transaction until it ends. */
export async function lockModel(tx: Tx, id: string): Promise<ModelRow> {
  await tx.$queryRaw`SELECT id FROM model WHERE id = ${id} FOR UPDATE`
  return found(await tx.model.findUnique({ where: { id } }), 'model')
}

export const modelOf = async (tx: Tx, id: string): Promise<ModelView> =>
  toModel(found(await tx.model.findUnique({ where: { id }, include: withMaker }), 'model'))

/** What workers shall run besides their own. */
export async function enabledModels(tx: Tx): Promise<WantedView[]> {
  const rows = await tx.model.findMany({ where: { state: 'enabled' }, orderBy: { name: 'asc' } })
  return rows.map(toWanted).filter((wanted) => wanted !== null)
}
