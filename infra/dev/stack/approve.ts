import sharp from 'sharp'
import { dayOf } from '@sightline/api/law/calendar'
import type { ApprovalDetail } from '../../../api/contract/approval.ts'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import type { Client } from './client.ts'

/** Who brings a source into use: who registers it, and two others who review it. */
export interface Registrars {
  readonly admin: Client
  readonly reviewer: Client
  readonly legal: Client
}

const dayMs = 86_400_000
const note = '演示：按程序走完，内容均为虚构'
/** What a demonstration has to say of itself. */
const file = {
  necessity: '演示：人行道违停多发',
  basis: '演示：设备审核〔2026〕1号',
  owner: '演示单位',
  isPublicPlace: true,
  isPoliceStream: false,
  accessAuthority: '',
}

const drawSign = (): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: '#1a4d8f' } })
    .jpeg()
    .toBuffer()

type Step = (typeof routes.approvals)['act' | 'technical' | 'legal']

/** Each step by the person whose it is, of the record as it stood after the step before. */
function stepper({ id, revision: seen }: { readonly id: string; readonly revision: number }) {
  const params = { id }
  let revision = seen
  return {
    async take(person: Client, route: Step, body: object): Promise<void> {
      revision = (await person.call(route, { params, body: { ...body, revision } })).revision
    },
    async photograph(person: Client, takenOn: string): Promise<void> {
      const query = { takenOn, revision: String(revision) }
      const body = new Uint8Array(await drawSign())
      revision = (await person.call(routes.approvals.putSign, { params, query, body })).revision
    },
  }
}

/**
 * The whole procedure of a source that is watched already: the file and the sign, both reviews, a publication of a month ago,
 * and into use as soon as its worker knows its clock.
 */
export async function putInUse({ admin, reviewer, legal }: Registrars, id: string): Promise<void> {
  const params = { id }
  const now = Date.now()
  const [ago, ahead] = [dayOf(now - 30 * dayMs), dayOf(now + 365 * dayMs)]
  const look = (): Promise<ApprovalDetail> => admin.call(routes.approvals.get, { params })
  const { revision } = await look()
  const { act, technical, legal: ofLegal } = routes.approvals
  const { take, photograph } = stepper({ id, revision })
  const numbers = {
    assessment: { number: '演示PIA-1', on: ago },
    policeFiling: { number: '演示0001', on: ago },
    calibration: { number: '演示JD-1', until: ahead },
  }
  await take(admin, act, { action: 'amend', file: { ...file, ...numbers } })
  await photograph(admin, ago)
  await take(admin, act, { action: 'submit' })
  await take(reviewer, technical, { action: 'pass_technical', note })
  await take(legal, ofLegal, { action: 'pass_legal', note })
  await take(admin, act, { action: 'publish', on: ago, url: 'https://town.example/devices', noticeDays: 5 })
  await until('nothing is missing before its use', async () => (await look()).missing.length === 0, 120_000)
  await take(admin, act, { action: 'put_in_use', trialUntil: null })
}
