import { routes } from '@sightline/api/contract/routes'
import { viewingReasonSchema, type ViewingReason } from '@sightline/api/contract/viewing'
import { reasonMin, reasonMs } from '@sightline/api/law/viewing'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { viewingQuery } from '../api/viewing-queries.ts'
import { FormDialog } from './form-dialog.tsx'
import { Loaded } from './loaded.tsx'
import { formatAt } from './time.ts'

/** Pictures of a source that belongs to the police, behind the reason that the law asks for: once for this session and an hour. */
export function ReasonGate({
  sourceId,
  children,
}: {
  readonly sourceId: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const viewing = useQuery(viewingQuery(sourceId))
  const [isAsking, setAsking] = useState(false)
  return (
    <Loaded of={viewing}>
      {({ asksReason, said }) => {
        if (!asksReason) return children
        if (said === null)
          return (
            <>
              <Alert
                data-testid="reason-needed"
                type="warning"
                showIcon
                title={t('viewing.needed')}
                description={t('viewing.neededHint', { minutes: reasonMs / 60_000 })}
                action={
                  <Button type="primary" onClick={() => setAsking(true)}>
                    {t('viewing.say')}
                  </Button>
                }
              />
              {isAsking && <ReasonDialog sourceId={sourceId} onClose={() => setAsking(false)} />}
            </>
          )
        return (
          <>
            {children}
            <p className="soft small" data-testid="reason-said">
              {t('viewing.said', { reason: said.reason, number: said.number, at: formatAt(said.until) })}
            </p>
          </>
        )
      }}
    </Loaded>
  )
}

function ReasonDialog({ sourceId, onClose }: { readonly sourceId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { queryKey } = viewingQuery(sourceId)
  const save = useMutation({
    mutationFn: (fields: ViewingReason) =>
      call(routes.viewing.say, { params: { id: sourceId }, body: viewingReasonSchema.parse(fields) }),
    onSuccess: (state) => {
      queries.setQueryData(queryKey, state)
      onClose()
    },
  })
  const needed = { required: true, whitespace: true }
  return (
    <FormDialog<ViewingReason>
      title={t('viewing.say')}
      okText={t('viewing.say')}
      name="viewing"
      initialValues={{}}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{t('viewing.neededHint', { minutes: reasonMs / 60_000 })}</p>
      <Form.Item<ViewingReason>
        name="reason"
        label={t('viewing.reason')}
        rules={[{ ...needed, min: reasonMin, message: t('viewing.reasonShort', { n: reasonMin }) }]}
      >
        <Input.TextArea rows={2} maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item<ViewingReason>
        name="number"
        label={t('viewing.number')}
        rules={[{ ...needed, min: 2, message: t('viewing.numberNeeded') }]}
      >
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
