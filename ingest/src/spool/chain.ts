import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestSchema, type Manifest } from '@sightline/api/contract/dossier'
import { sha256Schema } from '@sightline/api/contract/time'
import { readJsonIfThere, writeDurably } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'

const headSchema = z.object({ keyId: z.string(), sequence: z.int().nonnegative(), sha256: sha256Schema })
const chainFileSchema = z.object({ format: z.literal('sightline.chain/1'), heads: z.array(headSchema) })

/** The last manifest that a key sealed. */
export type ChainHead = z.infer<typeof headSchema>

/** A worker's chain of manifests: one head per key, so that a new key begins a new chain and the old one can be continued. */
export interface Chain {
  head(): ChainHead | null
  /** The place of the next manifest. */
  next(): Manifest['chain']
  advance(head: ChainHead): Promise<void>
}

/** The heads on the disk; a damaged file is refused (`chain_file_invalid`), for a guessed head would fork the chain. */
export async function openChain(path: string, keyId: string): Promise<Chain> {
  const parsed = chainFileSchema.nullable().safeParse(await readJsonIfThere(path))
  if (!parsed.success) throw new CodedError('chain_file_invalid', { path }, { cause: parsed.error })
  const others = parsed.data?.heads.filter((head) => head.keyId !== keyId) ?? []
  let own = parsed.data?.heads.find((head) => head.keyId === keyId) ?? null
  return {
    head: () => own,
    next: () => ({ keyId, sequence: own ? own.sequence + 1 : 0, previous: own?.sha256 ?? null }),
    async advance(head) {
      if (own && head.sequence <= own.sequence) return
      // Before the write: a dossier is in the chain once its folder has its name, whether this file can be written or not.
      own = head
      await writeDurably(
        path,
        `${JSON.stringify({ format: 'sightline.chain/1', heads: [...others, head] })}\n`,
      )
    },
  }
}

/** What a sealed folder's manifest says of its place in the chain. */
export async function readHead(dir: string): Promise<ChainHead> {
  const bytes = await readFile(join(dir, 'manifest.json'))
  const { chain } = manifestSchema.pick({ chain: true }).parse(JSON.parse(bytes.toString('utf8')))
  return { keyId: chain.keyId, sequence: chain.sequence, sha256: hashBytes(bytes).sha256 }
}
