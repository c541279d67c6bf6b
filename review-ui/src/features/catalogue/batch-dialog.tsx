import type { LawBatch, LawEntryView } from '@sightline/api/contract/catalogue'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { lawBatchQuery } from '../../api/catalogue-queries.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useMay, useSession } from '../../app/session.tsx'
import { ChangeList } from './change-list.tsx'
import { Decided } from './decided.tsx'

/** A batch with what it changes, and the buttons by which somebody else than who took it in decides. */
export function BatchDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const batch = useQuery(lawBatchQuery(id))
  return (
    <Modal open width={900} title={t('catalogue.batch')} onCancel={onClose} footer={null}>
      <Loaded of={batch}>
        {(data) => (
          <>
            <p>
              {data.batch.fileName} · {t('catalogue.rows')} {data.batch.rows}{' '}
              <Decided decision={data.batch.decision} />
            </p>
            <ChangeList changes={data.changes} />
            <Unsure items={data.items} />
            {data.batch.decision === null && <Decide batch={data.batch} onDone={onClose} />}
          </>
        )}
      </Loaded>
    </Modal>
  )
}

function Unsure({ items }: { readonly items: readonly LawEntryView[] }) {
  const { t } = useTranslation()
  const marked = items.flatMap(({ content }) =>
    'unsure' in content && content.unsure.length > 0 ? [content] : [],
  )
  if (marked.length === 0) return null
  return (
    <details open>
      <summary className="warn">
        {t('catalogue.field.unsure')} {marked.length}
      </summary>
      <ul className="catalogue-changes">
        {marked.map(({ code, name, fromDay, unsure }) => (
          <li key={`${code}.${fromDay}`}>
            <strong>{code}</strong> {name}
            <div className="small">{unsure.join('；')}</div>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Decide({ batch, onDone }: { readonly batch: LawBatch; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const save = useDecide(batch.id, onDone)
  if (!may('catalogue.publish')) return null
  if (batch.uploadedBy.id === person.id) return <p className="soft">{t('catalogue.own')}</p>
  const decide = (isPublished: boolean) => save.mutate({ isPublished, isChecked, note })
  return (
    <div className="catalogue-seen">
      {batch.unsure > 0 && (
        <Checkbox checked={isChecked} onChange={({ target }) => setChecked(target.checked)}>
          {t('catalogue.checked')}
        </Checkbox>
      )}
      <Input.TextArea
        rows={2}
        maxLength={1000}
        aria-label={t('catalogue.note')}
        placeholder={t('catalogue.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {save.error && <FailureNote error={save.error} />}
      <Space>
        <Button type="primary" loading={save.isPending} onClick={() => decide(true)}>
          {t('catalogue.publish')}
        </Button>
        <Button danger loading={save.isPending} onClick={() => decide(false)}>
          {t('catalogue.refuse')}
        </Button>
      </Space>
    </div>
  )
}

function useDecide(id: string, onDone: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { isPublished: boolean; isChecked: boolean; note: string }) =>
      call(routes.catalogue.decide, { params: { id }, body }),
    onSuccess: () => {
      void message.success(t('catalogue.done'))
      onDone()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.catalogue }),
  })
}
