import type { Listed } from '@sightline/infra/platform/objects'
import { checkedInclude, checkFinding, type CheckDeps } from './check-finding.ts'

/** Findings at a time, with their manifests: some MB at the most. */
const batch = 25
/** Findings of which objects lie there, asked for at once. */
const askAtOnce = 200

export interface Walked {
  readonly findings: number
  readonly exhibits: number
}

/** Every finding, in the order of their ids, against the store; told of each batch. */
export async function checkFindings(deps: CheckDeps, onBatch: (so: Walked) => void): Promise<Walked> {
  let [after, findings, exhibits] = ['', 0, 0]
  for (;;) {
    const rows = await deps.db.finding.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      include: checkedInclude,
      take: batch,
    })
    for (const row of rows) {
      await checkFinding(deps, row)
      exhibits += row.dossiers.reduce((sum, dossier) => sum + dossier.exhibits.length, 0)
    }
    findings += rows.length
    onBatch({ findings, exhibits })
    if (rows.length < batch) return { findings, exhibits }
    after = rows.at(-1)?.id ?? after
  }
}

const findingIdOf = (key: string): string => key.split('/')[1] ?? ''
/** What lies here belongs to a dossier that is still on its way. */
const onItsWayMs = 3_600_000

async function tellUnknown({ db, report, now }: CheckDeps, held: readonly Listed[]): Promise<void> {
  const ids = [...new Set(held.map(({ key }) => findingIdOf(key)))]
  const known = await db.finding.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const knownIds = new Set(known.map(({ id }) => id))
  for (const { key, versionId, at, isMark } of held) {
    const findingId = findingIdOf(key)
    if (knownIds.has(findingId) || now() - at < onItsWayMs) continue
    report.tell({ code: isMark ? 'marked' : 'unclaimed', findingId, key, versionId })
  }
}

/** Everything that lies among the dossiers, once through: what belongs to no finding at all. Answers how many objects there are. */
export async function checkUnclaimed(deps: CheckDeps): Promise<number> {
  let [held, count]: [Listed[], number] = [[], 0]
  for await (const one of deps.objects.list('dossiers/', { withMarks: true })) {
    count += 1
    held.push(one)
    if (held.length < askAtOnce) continue
    await tellUnknown(deps, held)
    held = []
  }
  await tellUnknown(deps, held)
  return count
}
