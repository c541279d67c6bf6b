import { describe, expect, it } from 'vitest'
import { proofOf, rootBy, rootOf } from './merkle.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
/** The eight leaves of the test tree of Certificate Transparency, and its roots by size. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(bytes)
const known: Record<number, string> = {
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
}

describe('a tree of hashes (RFC 9162)', () => {
  it.each(Object.entries(known))('of %s leaves has the known root', (size, root) =>
    expect(rootOf(leaves.slice(0, Number(size))).toString('hex')).toBe(root),
  )

  it('has no root without a leaf', () => expect(() => rootOf([])).toThrow(RangeError))

  it('shows every leaf of every size to be where it is, and nowhere else', () => {
    for (let size = 1; size <= 20; size += 1) {
      const all = Array.from({ length: size }, (_, i) => Buffer.from(`leaf ${i}`))
      const root = rootOf(all)
      for (const [index, leaf] of all.entries()) {
        const proof = proofOf(all, index)
        expect(rootBy(leaf, { index, size, proof })).toEqual(root)
        for (const other of [index - 1, index + 1, index + size])
          expect(rootBy(leaf, { index: other, size, proof })?.equals(root) ?? false).toBe(false)
        expect(rootBy(Buffer.from('another'), { index, size, proof })?.equals(root) ?? false).toBe(false)
        expect(rootBy(leaf, { index, size, proof: [...proof, root] })?.equals(root) ?? false).toBe(false)
        if (proof.length > 0)
          expect(rootBy(leaf, { index, size, proof: proof.slice(1) })?.equals(root) ?? false).toBe(false)
      }
    }
  })

  it('takes no node for a leaf', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')]
    const inner = Buffer.concat([proofOf([a, b], 1)[0]!, proofOf([a, b], 0)[0]!])
    expect(rootOf([inner]).equals(rootOf([a, b]))).toBe(false)
  })
})
