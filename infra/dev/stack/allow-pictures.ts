import type { StayKind } from '@sightline/detectors/finding'
import { routes } from '../../../api/contract/routes.ts'
import type { Client } from './client.ts'

/** People of the law: one asks, another one decides. */
export interface Lawyers {
  readonly legal: Client
  readonly head: Client
}

/** Decides, as people of the law would, that pictures of a fixed camera may be the main evidence of this kind. */
export async function allowPictures({ legal, head }: Lawyers, kind: StayKind): Promise<void> {
  const asked = { kind, sourceKind: 'fixed', mode: 'DIRECT' } as const
  const of = { basis: '演示：道路交通安全法第一百一十四条（虚构的法制意见）', documentNumber: '演示1号' }
  const { id } = await legal.call(routes.evidenceModes.ask, { body: { ...asked, ...of } })
  await head.call(routes.evidenceModes.decide, { params: { id }, body: { isApproved: true, note: '演示' } })
}
