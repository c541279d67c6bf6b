import type { z } from 'zod'
import {
  ownManifestTextSchema,
  trialSchema,
  type networkSchema,
  type OwnManifestText,
  type wantedNetworkSchema,
} from '../../contract/networks.ts'
import type { Tx } from '../database/client.ts'
import type { Network as NetworkRow, Prisma } from '../generated/client.ts'
import { found } from '../refusal.ts'

export type NetworkView = z.input<typeof networkSchema>
export type WantedView = z.input<typeof wantedNetworkSchema>

const withMaker = { createdBy: { select: { id: true, name: true } } } as const
type Row = NetworkRow & { readonly createdBy: { id: string; name: string } }

/** Where a network's file lies. By its hash: the same file is stored once, and another never displaces it. */
export const fileKey = (sha256: string): string => `networks/${sha256}.onnx`

const manifestOf = ({ manifest }: NetworkRow): OwnManifestText => ownManifestTextSchema.parse(manifest)

const fileOf = ({ fileSha256, fileBytes }: NetworkRow) =>
  fileSha256 === null || fileBytes === null ? null : { sha256: fileSha256, bytes: fileBytes }

export const toNetwork = (row: Row): NetworkView => ({
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
export function toWanted(row: NetworkRow): WantedView | null {
  const file = fileOf(row)
  return file && { id: row.id, manifest: manifestOf(row), ...file }
}

/** Every network of the register, by name. */
export async function allNetworks(tx: Tx): Promise<NetworkView[]> {
  const rows = await tx.network.findMany({ include: withMaker, orderBy: { name: 'asc' } })
  return rows.map(toNetwork)
}

export const insertNetwork = async (tx: Tx, data: Prisma.NetworkUncheckedCreateInput): Promise<NetworkView> =>
  toNetwork(await tx.network.create({ data, include: withMaker }))

export const updateNetwork = async (
  tx: Tx,
  id: string,
  data: Prisma.NetworkUncheckedUpdateInput,
): Promise<NetworkView> => toNetwork(await tx.network.update({ where: { id }, data, include: withMaker }))

/** The row, held by this transaction until it ends. */
export async function lockNetwork(tx: Tx, id: string): Promise<NetworkRow> {
  await tx.$queryRaw`SELECT id FROM network WHERE id = ${id} FOR UPDATE`
  return found(await tx.network.findUnique({ where: { id } }), 'network')
}

export const networkOf = async (tx: Tx, id: string): Promise<NetworkView> =>
  toNetwork(found(await tx.network.findUnique({ where: { id }, include: withMaker }), 'network'))

/** What workers shall run besides their own. */
export async function enabledNetworks(tx: Tx): Promise<WantedView[]> {
  const rows = await tx.network.findMany({ where: { state: 'enabled' }, orderBy: { name: 'asc' } })
  return rows.map(toWanted).filter((wanted) => wanted !== null)
}
