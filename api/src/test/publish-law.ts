import type { LawImportAnswer } from '../../contract/catalogue.ts'
import type { LawSubject } from '../../law/catalogue.ts'
import type { As, TestApi } from './api.ts'

const documented = {
  documentNumber: '渝城管〔2026〕1号',
  sourceUrl: 'https://example.gov.cn/1',
  publishedOn: '2020-01-01',
}

/** A matter of parked cars, in force as far back as anybody asks. */
export const parkingMatter = {
  code: 'C01',
  name: '人行道违法停放机动车',
  kinds: ['illegal_parking'],
  violates: '《某条例》第二十一条',
  penalty: '《某条例》第六十七条：可处二百元以下罚款',
  penaltyKinds: ['fine'],
  person: { min: null, max: 200 },
  tiers: [{ name: '一般', min: 60, max: 140 }],
  ...documented,
}
/** Who may handle it: the agency of the tests, of all time. */
export const ownAuthority = {
  matterCode: 'C01',
  agency: '滨江区城市管理局',
  regionCode: '500110',
  kind: 'statutory',
  ...documented,
}

export const fileOf = (subject: LawSubject, rows: readonly object[], dryRun = false) => ({
  subject,
  fileName: `${subject}.json`,
  base64: Buffer.from(JSON.stringify(rows)).toString('base64'),
  dryRun,
})

/** Takes rows in as one person and publishes them as another; answers their ids, in the order of the file. */
export async function publishLaw(
  api: TestApi,
  subject: LawSubject,
  rows: readonly object[],
): Promise<string[]> {
  const legal: As = await api.as('legal_reviewer')
  const answer = await legal.call('POST', '/api/catalogue/batches', fileOf(subject, rows))
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const { batchId } = answer.json<LawImportAnswer>()
  const other = await api.as('legal_reviewer', 'legal2')
  const decision = { isPublished: true, isChecked: true }
  const done = await other.call('POST', `/api/catalogue/batches/${batchId}/decision`, decision)
  if (done.statusCode !== 200) throw new Error(done.body)
  const entries = await api.world.db.lawEntry.findMany({
    where: { batchId: batchId ?? '' },
    orderBy: { line: 'asc' },
  })
  return entries.map(({ id }) => id)
}
