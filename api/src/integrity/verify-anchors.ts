import type { Objects } from '@sightline/infra/platform/objects'
import type { Deps } from '../deps.ts'
import { anchorProblem, anchorsUnder, readAnchor } from './anchor.ts'
import type { Report } from './report.ts'

export interface AnchorReading extends Pick<Deps, 'db'> {
  readonly objects: Pick<Objects, 'list' | 'readAll'>
  readonly publicKeyPem: string
}

/** The trail against every anchor that was ever written of it; answers how many there are. */
export async function verifyAnchors(deps: AnchorReading, report: Report): Promise<number> {
  let count = 0
  for await (const listed of deps.objects.list(anchorsUnder)) {
    const anchor = await readAnchor(deps, listed)
    const problem = anchor ? await anchorProblem(deps, anchor) : 'unsigned'
    if (problem !== null)
      report.tell(`anchor ${listed.key}${anchor ? ` (audit #${anchor.sequence})` : ''}`, problem)
    count += 1
  }
  if (count === 0) report.tell('audit', 'noAnchors')
  return count
}
