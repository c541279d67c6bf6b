import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Manifest } from '@sightline/api/contract/dossier'
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
import { fromFolderName, toFolderName, toSealId, type SealName, type SpoolName } from './spool-name.ts'

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

/** Answers the bytes of a filled dossier's manifest, for its place in the chain. */
export type PlaceManifest = (chain: Manifest['chain']) => Promise<Uint8Array>

export interface SealJob extends SealName {
  /** Writes the exhibits into `dir`. */
  readonly fill: (dir: string) => Promise<PlaceManifest>
}

/** Sealed dossiers between their making and their hand-over. */
export interface Spool {
  /**
   * On return the dossier is whole on the disk and in the chain; a second call for the same name answers the first one's.
   * Dossiers are filled side by side, and take their places in the chain as they are done. Refuses with `disk_full` where there is no room, and leaves nothing behind when it throws.
   */
  seal(job: SealJob): Promise<SpooledDossier>
  find(name: SealName): Promise<SpooledDossier | null>
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
  /** One after the other: each names the hash of the one before. */
  readonly inChain: <T>(act: () => Promise<T>) => Promise<T>
}

/** Opens the spool of a data folder, finishing what a crash has left between a rename and the chain's head. */
export async function openSpool(deps: SpoolDeps): Promise<Spool> {
  const store = await openStore(deps)
  const { dirs, sizes } = store
  const underWay = new Map<string, Promise<SpooledDossier>>()
  return {
    seal(job) {
      const id = toSealId(job)
      const sealed = underWay.get(id) ?? seal(store, job).finally(() => underWay.delete(id))
      underWay.set(id, sealed)
      return sealed
    },
    find: (name) => find(store, name),
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
  let last: Promise<unknown> = Promise.resolve()
  const inChain = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act)
    last = mine.catch(() => undefined)
    return mine
  }
  return { deps, dirs, chain, sizes, inChain }
}

/** In the spool first: what is handed over meanwhile goes from there to the other. */
async function find({ dirs }: Store, name: SealName): Promise<SpooledDossier | null> {
  const id = toSealId(name)
  for (const dir of [dirs.spool, dirs.handed]) {
    const found = (await list(dir)).find((dossier) => toSealId(dossier) === id)
    if (found) return found
  }
  return null
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

async function seal(store: Store, { fill, ...name }: SealJob): Promise<SpooledDossier> {
  const { deps, dirs, inChain } = store
  const earlier = await find(store, name)
  if (earlier) return earlier
  const { isFull, ...facts } = await roomOf(store)
  if (isFull) throw new CodedError('disk_full', { ...facts, ...deps.limits })
  const building = join(dirs.building, toSealId(name))
  try {
    await mkdir(building)
    const place = await fill(building)
    await syncTree(building)
    return await inChain(() => append(store, { name, building, place }))
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

interface Filled {
  readonly name: SealName
  readonly building: string
  readonly place: PlaceManifest
}

/** Its exhibits are on the disk: the manifest takes the next place in the chain. */
async function append(
  { deps, dirs, chain, sizes }: Store,
  { name, building, place }: Filled,
): Promise<SpooledDossier> {
  const next = chain.next()
  const { sequence } = next
  const folder = toFolderName({ ...name, sequence })
  const dir = join(dirs.spool, folder)
  const sha256 = await signInto(building, await place(next), deps.signer)
  const bytes = await treeBytes(building)
  await moveDirDurably(building, dir)
  sizes.set(folder, bytes)
  await chain.advance({ keyId: next.keyId, sequence, sha256 })
  return { ...name, sequence, folder, dir }
}

/** Every byte and name of a folder is on the disk. */
async function syncTree(dir: string): Promise<void> {
  const { files, folders } = await listTree(dir)
  for (const { path } of files) await syncPath(path)
  for (const folder of folders) await syncPath(folder)
}

/** Writes manifest, signature and key. Answers the manifest's hash. */
async function signInto(dir: string, bytes: Uint8Array, signer: Signer): Promise<string> {
  await writeDurably(join(dir, sealFiles.manifest), bytes)
  await writeDurably(join(dir, sealFiles.signature), signer.sign(bytes))
  await writeDurably(join(dir, sealFiles.publicKey), signer.publicKeyPem)
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
