import { day, type As, type TestApi } from './api.ts'

/** A permission to take the originals of a case out: this person asks, a legal reviewer grants. */
export async function permitOriginals(api: TestApi, as: As, caseId: string): Promise<string> {
  const asked = await as.call('POST', '/api/originals', {
    caseId,
    purpose: '行政诉讼举证',
    receiver: '某区人民法院',
    validUntil: api.clock.at + 3 * day,
  })
  if (asked.statusCode !== 200) throw new Error(asked.body)
  const { id } = asked.json<{ id: string }>()
  const legal = await api.as('legal_reviewer')
  const granted = await legal.call('POST', `/api/originals/${id}/decision`, { decision: 'grant' })
  if (granted.statusCode !== 200) throw new Error(granted.body)
  return id
}

/** The answer to who takes the package of a case by a permission of their own. */
export const takePackage = async (api: TestApi, as: As, caseId: string) =>
  as.call('GET', `/api/cases/${caseId}/package?permission=${await permitOriginals(api, as, caseId)}`)
