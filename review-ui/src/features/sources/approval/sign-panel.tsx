import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { routes } from '@sightline/api/contract/routes'
import { approvalMoves } from '@sightline/api/law/approval'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/client.ts'
import { uploadFile } from '../../../api/upload.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { useServerNow } from '../../../app/screen.tsx'
import { useMay } from '../../../app/session.tsx'
import { formatDay } from '../../../app/time.ts'
import { useForget } from './use-move.ts'

/** The photograph of the sign by which people see that they are watched; whoever registers cameras takes a new one in. */
export function SignPanel({ detail }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { sourceId, state, file } = detail
  const address = addressOf(routes.approvals.sign, { id: sourceId })
  return (
    <>
      <h3>{t('approval.sign')}</h3>
      {file.sign === null ? (
        <p className="soft">{t('approval.signNone')}</p>
      ) : (
        <figure className="approval-sign">
          <img src={`${address}?of=${file.sign.sha256}`} alt={t('approval.sign')} />
          <figcaption className="small">{t('approval.signTaken', { day: file.sign.takenOn })}</figcaption>
        </figure>
      )}
      {may('sources.write') && approvalMoves.sign.from.includes(state) && <SignUpload detail={detail} />}
    </>
  )
}

function SignUpload({ detail: { sourceId, revision } }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const now = useServerNow()
  const [takenOn, setTakenOn] = useState<string | null>(null)
  const day = takenOn ?? formatDay(now)
  const forget = useForget(sourceId)
  const save = useMutation({
    mutationFn: (photograph: Blob) =>
      uploadFile(routes.approvals.putSign, {
        params: { id: sourceId },
        query: { takenOn: day, revision },
        file: photograph,
        onSent: () => undefined,
        signal: new AbortController().signal,
      }),
    onSuccess: () => void message.success(t('approval.signStored')),
    onSettled: forget,
  })
  return (
    <>
      <label className="approval-taken">
        {t('approval.signTakenOn')}{' '}
        <Input type="date" value={day} onChange={(event) => setTakenOn(event.target.value)} />
      </label>
      <Upload
        accept=".jpg,.jpeg,image/jpeg"
        showUploadList={false}
        beforeUpload={(photograph) => {
          save.mutate(photograph)
          return false
        }}
      >
        <Button loading={save.isPending}>{t('approval.signChoose')}</Button>
      </Upload>
      {save.error && <FailureNote error={save.error} />}
    </>
  )
}
