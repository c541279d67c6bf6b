import { z } from 'zod'
import { canonicalBytes, canonicalJson } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Database } from '../database/client.ts'
import type { Dossier } from '../generated/client.ts'

type Judged = Pick<Dossier, 'findingId' | 'stage' | 'part' | 'profile' | 'clueReasons'>

/** What the trail told of an arrival, of which rows outlive the code. */
const toldSchema = z.looseObject({
  stage: z.string().catch(''),
  part: z.string().catch(''),
  profileSha256: z.string().nullable().catch(null),
  clueReasons: z.array(z.string()).catch([]),
})
type Told = z.output<typeof toldSchema>
const placeOf = (findingId: string, { stage, part }: Pick<Told, 'stage' | 'part'>): string =>
  `${findingId} ${stage}/${part}`

/** Of a profile as it is kept. Null: nobody judged. */
const hashOf = ({ profile }: Judged): string | null =>
  profile === null ? null : hashBytes(canonicalBytes(profile)).sha256

/**
 * Whether the judgement of a dossier is another than the trail, which nobody changes unseen, told when it arrived. What arrived before
 * pictures were judged has none in either.
 */
export async function judgedSince(
  db: Pick<Database, 'auditEntry'>,
  rows: readonly Judged[],
): Promise<(row: Judged) => boolean> {
  const entries = await db.auditEntry.findMany({
    where: {
      subject: { in: rows.map(({ findingId }) => `finding/${findingId}`) },
      action: 'dossier.received',
    },
    select: { subject: true, facts: true },
  })
  const told = new Map<string, Told>()
  for (const { subject, facts } of entries) {
    const one = toldSchema.safeParse(facts)
    if (one.success) told.set(placeOf(subject.slice('finding/'.length), one.data), one.data)
  }
  return (row) => {
    const then = told.get(placeOf(row.findingId, row))
    const [now, before] = [hashOf(row), then?.profileSha256 ?? null]
    if (now === null && before === null) return false
    return now !== before || canonicalJson(row.clueReasons) !== canonicalJson(then?.clueReasons ?? [])
  }
}
