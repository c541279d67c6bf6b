import { isQuiet, keepsQuiet } from '../../law/speakers.ts'
import { testWords, type Language } from '../../law/phrases.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { quietOf, speakerOf, toSpeaker } from '../speakers/store.ts'
import { recordAsked } from './record.ts'
import { isVoiceBusy, toUtterance, utteranceInclude } from './store.ts'

const testsShown = 5

/** The speaker of a source, on or off, with its last tests. */
export async function sourceSpeaker(tx: Tx, sourceId: string) {
  found(await tx.source.findUnique({ where: { id: sourceId }, select: { id: true } }), 'source')
  const row = await tx.speaker.findUnique({ where: { sourceId } })
  const tests = await tx.utterance.findMany({
    where: { sourceId, findingId: null },
    include: utteranceInclude,
    orderBy: { askedAt: 'desc' },
    take: testsShown,
  })
  return { speaker: row && toSpeaker(row), tests: tests.map(toUtterance) }
}

interface AskedTest {
  readonly sourceId: string
  readonly key: string
  readonly language: Language
}

/** Says the test words at a source, under the rules of every voice: one at a time, and not at night. */
export async function testSpeaker(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  { sourceId, language, ...asked }: AskedTest,
  personId: string,
) {
  return db.$transaction(async (tx) => {
    const { unitId } = found(await tx.source.findUnique({ where: { id: sourceId } }), 'source')
    const speaker = await speakerOf(tx, sourceId)
    if (!speaker) throw new Refusal('reminder_no_speaker')
    await takeLockOf(tx, `voice/${speaker.voice}`)
    const key = `test/${personId}/${sourceId}/${asked.key}`
    if (await tx.utterance.findUnique({ where: { key } })) return sourceSpeaker(tx, sourceId)
    const at = now()
    const quiet = quietOf(speaker)
    if (keepsQuiet(speaker.kind) && isQuiet(quiet, at))
      throw new Refusal('reminder_quiet_hours', { ...quiet, mayBreakQuiet: false })
    if (await isVoiceBusy(tx, speaker.voice, at)) throw new Refusal('reminder_voice_busy')
    const said = { language, text: testWords[language], phrase: null, reason: '', again: false }
    const by = { askedById: personId, key, findingId: null }
    await recordAsked(tx, { id: newId(), at, unitId, speaker, ...by, ...said })
    return sourceSpeaker(tx, sourceId)
  })
}
