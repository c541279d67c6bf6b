import type { ChainState } from '../../contract/alerts.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
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
  const isFork = (await beyondReach(() => tx.dossier.findFirst({ where: twin }))) !== null
  if (isFork || (previous === null) !== (sequence === 0)) return 'broken'
  if (previous === null) return 'first'
  const before = await beyondReach(() => tx.dossier.findMany({ where: { keyId, sequence: sequence - 1 } }))
  if (before.length === 0) return 'waiting'
  return before.some((one) => one.manifestSha256 === previous) ? 'linked' : 'broken'
}

/** The stages of a finding, with their parts, and how each hangs on what its worker sealed before, as of now. */
async function linksOf(tx: Pick<Tx, 'dossier'>, findingId: string): Promise<readonly [string, ChainLink][]> {
  const links: [string, ChainLink][] = []
  for (const dossier of await tx.dossier.findMany({ where: { findingId }, orderBy: { sequence: 'asc' } }))
    links.push([`${dossier.stage}/${dossier.part}`, await chainLinkOf(tx, dossier)])
  return links
}

/** Those that do not hang on what their worker sealed before. */
export async function brokenLinks(tx: Pick<Tx, 'dossier'>, findingId: string): Promise<string[]> {
  return (await linksOf(tx, findingId)).flatMap(([name, link]) => (link === 'broken' ? [name] : []))
}

/** The weakest of a finding's links. */
export async function chainOf(tx: Pick<Tx, 'dossier'>, findingId: string): Promise<ChainState> {
  const links = new Set((await linksOf(tx, findingId)).map(([, link]) => link))
  return links.has('broken') ? 'broken' : links.has('waiting') ? 'waiting' : 'sound'
}
