import type { Tx } from '../database/client.ts'
import type { ChainLink, Dossier } from '../generated/client.ts'

type Link = Pick<Dossier, 'keyId' | 'sequence' | 'previous' | 'manifestSha256'>

/**
 * How a manifest hangs on the one that its worker sealed before it, by what is here now: `waiting` until that one is here;
 * `broken` when it is another than the manifest names, or when the worker sealed two at one place.
 */
export async function chainLinkOf(
  tx: Pick<Tx, 'dossier'>,
  { keyId, sequence, previous, manifestSha256 }: Link,
): Promise<ChainLink> {
  const twin = { keyId, sequence, manifestSha256: { not: manifestSha256 } }
  const isFork = (await tx.dossier.findFirst({ where: twin })) !== null
  if (isFork || (previous === null) !== (sequence === 0)) return 'broken'
  if (previous === null) return 'first'
  const before = await tx.dossier.findMany({ where: { keyId, sequence: sequence - 1 } })
  if (before.length === 0) return 'waiting'
  return before.some((one) => one.manifestSha256 === previous) ? 'linked' : 'broken'
}

/** The stages of a finding, with their parts, that do not hang on what their worker sealed before. */
export async function brokenLinks(tx: Pick<Tx, 'dossier'>, findingId: string): Promise<string[]> {
  const broken: string[] = []
  for (const dossier of await tx.dossier.findMany({ where: { findingId }, orderBy: { sequence: 'asc' } }))
    if ((await chainLinkOf(tx, dossier)) === 'broken') broken.push(`${dossier.stage}/${dossier.part}`)
  return broken
}
