import { createHash } from 'node:crypto'

/**
 * The tree of RFC 9162 §2.1 over leaves of bytes, with SHA-256: one time-stamp over its root is one over every leaf, and
 * a leaf is shown to be in it by about log2(n) hashes, which tell nothing of the other leaves.
 */
const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
/** Leaves and nodes are told apart by their first byte: no node can be passed off as a leaf. */
const leafOf = (leaf: Uint8Array): Buffer => sha256(Buffer.of(0), leaf)
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right)

/** The largest power of two below `n`; n >= 2. */
function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** Throws where there is no leaf: there is nothing to stamp. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves
  if (!first) throw new RangeError('a tree has a leaf')
  if (leaves.length === 1) return leafOf(first)
  const k = splitOf(leaves.length)
  return nodeOf(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}

/** The hashes by which leaf `index` leads to the root, from the leaf upwards. */
export function proofOf(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf')
  if (leaves.length === 1) return []
  const k = splitOf(leaves.length)
  return index < k
    ? [...proofOf(leaves.slice(0, k), index), rootOf(leaves.slice(k))]
    : [...proofOf(leaves.slice(k), index - k), rootOf(leaves.slice(0, k))]
}

/** Where `leaf`, as number `index` of `size`, leads by `proof`; null: these do not belong together (RFC 9162 §2.1.3.2). */
export function rootBy(
  leaf: Uint8Array,
  { index, size, proof }: { index: number; size: number; proof: readonly Uint8Array[] },
): Buffer | null {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null
  let [at, last, hash] = [index, size - 1, leafOf(leaf)]
  for (const other of proof) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      hash = nodeOf(other, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else hash = nodeOf(hash, other)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : null
}
