import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { ApprovalMoveBody } from '../../contract/approval.ts'
import { routes } from '../../contract/routes.ts'
import type { Mover } from '../../law/approval-move.ts'
import type { Mount } from '../http/mount.ts'
import { approvalDetail, type DetailView } from './detail.ts'
import { devicesInUse, inUseFile, yearFile } from './lists.ts'
import { moveApproval } from './move.ts'
import { readSign, storeSign, type SignDeps } from './sign.ts'

const sendCsv = (reply: FastifyReply, name: string, text: string) =>
  reply
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(text)

export function approvalRoutes(mount: Mount, deps: SignDeps): void {
  const move = async (id: string, body: ApprovalMoveBody, by: Mover): Promise<DetailView> => {
    await moveApproval(deps, { id, body }, by)
    return approvalDetail(deps, id)
  }
  const { approvals } = routes
  mount(approvals.get, ({ params }) => approvalDetail(deps, params.id))
  mount(approvals.act, ({ params, body, caller }) =>
    move(params.id, body, { id: caller.person.id, duty: 'sources.write' }),
  )
  mount(approvals.technical, ({ params, body, caller }) =>
    move(params.id, body, { id: caller.person.id, duty: 'sources.review' }),
  )
  mount(approvals.legal, ({ params, body, caller }) =>
    move(params.id, body, { id: caller.person.id, duty: 'sources.review_legal' }),
  )
  mount(approvals.putSign, async ({ params: { id }, query, request, caller }) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    await storeSign(deps, { id, ...query, body }, caller.person.id)
    return approvalDetail(deps, id)
  })
  mount(approvals.sign, async ({ params, reply }) => {
    const jpeg = await readSign(deps, params.id)
    return reply.header('cache-control', 'no-store').type('image/jpeg').send(jpeg)
  })
  mount(approvals.inUse, async () => ({ items: await devicesInUse(deps) }))
  mount(approvals.inUseFile, async ({ query: { language }, reply }) =>
    sendCsv(reply, 'devices-in-use', await inUseFile(deps, language)),
  )
  mount(approvals.yearFile, async ({ query: { year, language }, reply }) =>
    sendCsv(reply, `devices-${year}`, await yearFile(deps, year, language)),
  )
}
