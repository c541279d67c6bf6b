import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Manifest } from '@sightline/api/contract/dossier'
import type { FindingId } from '@sightline/api/contract/ids'
import {
  makeDirDurably,
  moveDirDurably,
  syncPath,
  writeDurably,
} from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Signer } from '@sightline/infra/platform/sign'
import { openChain, readHead, type Chain } from './chain.ts'
import { listTree, treeBytes } from './file-tree.ts'
import { fromFolderName, toFolderName, type SealedStage, type SpoolName } from './spool-name.ts'

/** The files beside the exhibits of every dossier. */
export const sealFiles = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  publicKey: 'public-key.pem',
} as const

/** A sealed dossier on this disk. */
export interface SpooledDossier extends SpoolName {
  readonly folder: string
  readonly dir: string
}

export interface SealJob {
  readonly findingId: FindingId
  readonly stage: SealedStage
  /** Writes the exhibits into `dir` and answers the bytes of the manifest for this place in the chain. */
  readonly fill: (dir: string, chain: Manifest['chain']) => Promise<Uint8Array>
}

/** Sealed dossiers between their making and their hand-over. */
export interface Spool {
  /**
   * On return the dossier is whole on the disk and in the chain; a second call for the same finding and stage answers
   * the first one's. Refuses with `disk_full` where there is no room, and leaves nothing behind when it throws.
   */
  seal(job: SealJob): Promise<SpooledDossier>
  find(findingId: FindingId, stage: SealedStage): Promise<SpooledDossier | null>
  /** What is sealed and not handed over, in the order of the chain. */
  waiting(): Promise<SpooledDossier[]>
  /** Moves a dossier whose hand-over has succeeded out of the way; it stays readable for some days. */
  markHanded(folder: string): Promise<void>
  room(): Promise<Room>
}

export interface Room {
  readonly spoolBytes: number
  readonly freeBytes: number
  readonly isFull: boolean
}

export interface SpoolDeps {
  readonly dataDir: string
  readonly signer: Signer
  readonly limits: { readonly spoolBytes: number; readonly diskFloorBytes: number }
  /** Free bytes of the disk under a folder. */
  readonly freeBytes?: (dir: string) => Promise<number>
}

/** Where a spool keeps its things in a data folder. */
export const spoolDirs = (dataDir: string) => ({
  building: join(dataDir, 'building'),
  spool: join(dataDir, 'spool'),
  handed: join(dataDir, 'handed'),
  held: join(dataDir, 'held'),
  chain: join(dataDir, 'chain.json'),
})

/** What an open spool knows. */
interface Store {
  readonly deps: SpoolDeps
  readonly dirs: ReturnType<typeof spoolDirs>
  readonly chain: Chain
  /** Bytes of each folder in the spool. */
  readonly sizes: Map<string, number>
}

/** Opens the spool of a data folder, finishing what a crash has left between a rename and the chain's head. */
export async function openSpool(deps: SpoolDeps): Promise<Spool> {
  const store = await openStore(deps)
  const { dirs, sizes } = store
  let queue: Promise<unknown> = Promise.resolve()
  return {
    seal(job) {
      const sealed = queue.then(() => seal(store, job))
      queue = sealed.catch(() => undefined)
      return sealed
    },
    find: (findingId, stage) => find(store, findingId, stage),
    waiting: () => list(dirs.spool),
    async markHanded(folder) {
      await moveDirDurably(join(dirs.spool, folder), join(dirs.handed, folder))
      sizes.delete(folder)
    },
    room: () => roomOf(store),
  }
}

async function openStore(deps: SpoolDeps): Promise<Store> {
  const dirs = spoolDirs(deps.dataDir)
  await rm(dirs.building, { recursive: true, force: true })
  for (const dir of [dirs.building, dirs.spool, dirs.handed, dirs.held]) await makeDirDurably(dir)
  const chain = await openChain(dirs.chain, deps.signer.keyId)
  const known = chain.head()?.sequence ?? -1
  for (const { sequence, dir } of [...(await list(dirs.handed)), ...(await list(dirs.spool))]) {
    if (sequence <= known) continue
    const head = await readHead(dir)
    if (head.keyId === deps.signer.keyId) await chain.advance(head)
  }
  const sizes = new Map<string, number>()
  for (const { folder, dir } of await list(dirs.spool)) sizes.set(folder, await treeBytes(dir))
  return { deps, dirs, chain, sizes }
}

async function find(
  { dirs }: Store,
  findingId: FindingId,
  stage: SealedStage,
): Promise<SpooledDossier | null> {
  const all = [...(await list(dirs.spool)), ...(await list(dirs.handed))]
  return all.find((dossier) => dossier.findingId === findingId && dossier.stage === stage) ?? null
}

async function roomOf({ deps, sizes }: Store): Promise<Room> {
  const { dataDir, limits, freeBytes: ask = diskFree } = deps
  const spoolBytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  const freeBytes = await ask(dataDir)
  return {
    spoolBytes,
    freeBytes,
    isFull: spoolBytes >= limits.spoolBytes || freeBytes < limits.diskFloorBytes,
  }
}

async function seal(store: Store, { findingId, stage, fill }: SealJob): Promise<SpooledDossier> {
  const { deps, dirs, chain, sizes } = store
  const earlier = await find(store, findingId, stage)
  if (earlier) return earlier
  const { isFull, ...facts } = await roomOf(store)
  if (isFull) throw new CodedError('disk_full', { ...facts, ...deps.limits })
  const place = chain.next()
  const folder = toFolderName({ sequence: place.sequence, findingId, stage })
  const building = join(dirs.building, folder)
  const dir = join(dirs.spool, folder)
  try {
    await mkdir(building)
    const sha256 = await signInto(building, await fill(building, place), deps.signer)
    const bytes = await treeBytes(building)
    await moveDirDurably(building, dir)
    sizes.set(folder, bytes)
    await chain.advance({ keyId: place.keyId, sequence: place.sequence, sha256 })
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return { sequence: place.sequence, findingId, stage, folder, dir }
}

/** Writes manifest, signature and key, and every byte and name of the folder to the disk. Answers the manifest's hash. */
async function signInto(dir: string, bytes: Uint8Array, signer: Signer): Promise<string> {
  await writeDurably(join(dir, sealFiles.manifest), bytes)
  await writeDurably(join(dir, sealFiles.signature), signer.sign(bytes))
  await writeDurably(join(dir, sealFiles.publicKey), signer.publicKeyPem)
  const { files, folders } = await listTree(dir)
  for (const { path } of files) await syncPath(path)
  for (const folder of folders) await syncPath(folder)
  return hashBytes(bytes).sha256
}

async function list(parent: string): Promise<SpooledDossier[]> {
  const names = (await readdir(parent)).toSorted()
  return names.flatMap((folder) => {
    const name = fromFolderName(folder)
    return name ? [{ ...name, folder, dir: join(parent, folder) }] : []
  })
}

async function diskFree(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}
