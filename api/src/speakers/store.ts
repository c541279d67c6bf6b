import type { z } from 'zod'
import type { speakerSchema } from '../../contract/speakers.ts'
import type { QuietHours } from '../../law/speakers.ts'
import type { Tx } from '../database/client.ts'
import type { Speaker as SpeakerRow } from '../generated/client.ts'

export const quietOf = ({ quietFrom, quietTo }: SpeakerRow): QuietHours | null =>
  quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }

/** The voice of a speaker that shares its place with no other. */
export const ownVoice = (sourceId: string): string => `source/${sourceId}`

/** The speaker as people see it, and the trail: its secret only by its presence. */
export const toSpeaker = (row: SpeakerRow): z.input<typeof speakerSchema> => ({
  kind: row.kind,
  url: row.url,
  user: row.user,
  hasSecret: row.sealedSecret !== null,
  voice: row.voice === ownVoice(row.sourceId) ? '' : row.voice,
  quiet: quietOf(row),
  automatic: row.automatic,
  enabled: row.enabled,
  version: row.version,
})

/** By what people at a source are spoken to now; null: by nothing. */
export const speakerOf = (tx: Tx, sourceId: string): Promise<SpeakerRow | null> =>
  tx.speaker.findFirst({ where: { sourceId, enabled: true } })

/** Every source with a speaker that is on. */
export const speakersOn = (tx: Tx): Promise<{ sourceId: string; kind: SpeakerRow['kind'] }[]> =>
  tx.speaker.findMany({
    where: { enabled: true },
    select: { sourceId: true, kind: true },
    orderBy: { sourceId: 'asc' },
  })
