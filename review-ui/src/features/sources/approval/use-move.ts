import {
  legalMoveSchema,
  technicalMoveSchema,
  writerMoveSchema,
  type ApprovalDetail,
} from '@sightline/api/contract/approval'
import { routes } from '@sightline/api/contract/routes'
import { approvalMoves, type ApprovalAction, type ApprovalDuty } from '@sightline/api/law/approval'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import { useMay } from '../../../app/session.tsx'

/** An act with what is said with it: the fields of its form. */
export interface Said {
  readonly action: Exclude<ApprovalAction, 'sign'>
  readonly [field: string]: unknown
}
type Seen = Pick<ApprovalDetail, 'sourceId' | 'revision'>

/** Each duty has a route of its own. */
function send({ sourceId, revision }: Seen, said: Said, duty: ApprovalDuty): Promise<ApprovalDetail> {
  const params = { id: sourceId }
  const body = { ...said, revision }
  if (duty === 'sources.review')
    return call(routes.approvals.technical, { params, body: technicalMoveSchema.parse(body) })
  if (duty === 'sources.review_legal')
    return call(routes.approvals.legal, { params, body: legalMoveSchema.parse(body) })
  return call(routes.approvals.act, { params, body: writerMoveSchema.parse(body) })
}

/** Makes everything old that shows the approval of a source. */
export function useForget(sourceId: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [keys.sources, keys.approval(sourceId), keys.devices].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
}

/** Does something with the approval of a source as it was seen, by the first duty of this person that it is done by. */
export function useMove(seen: Seen, onDone: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay()
  const forget = useForget(seen.sourceId)
  return useMutation({
    mutationFn: (said: Said) => {
      const duty = approvalMoves[said.action].by.find((one) => one !== 'system' && may(one))
      return send(seen, said, duty ?? 'sources.write')
    },
    onSuccess: () => {
      void message.success(t('approval.saved'))
      onDone()
    },
    onSettled: forget,
  })
}
