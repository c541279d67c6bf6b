import { copyLeftOutReasons, type CaseCopy } from '@sightline/api/contract/originals'
import { errorCodes } from '@sightline/api/contract/errors'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Progress, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '../../../api/client.ts'
import { copiesQuery } from '../../../api/original-queries.ts'
import { keys } from '../../../api/queries.ts'
import { FormDialog } from '../../../app/form-dialog.tsx'
import { Loaded } from '../../../app/loaded.tsx'
import { useMay } from '../../../app/session.tsx'
import { formatAt, formatBytes } from '../../../app/time.ts'
import { When } from '../../../app/when.tsx'

/** The shareable copies of a case, how far one under way is, and the button that begins one. */
export function CopiesPart({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const copies = useQuery(copiesQuery(caseId))
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <h3>{t('originals.copies')}</h3>
      <p className="soft small">{t('originals.copiesHint')}</p>
      {may('cases.export') && (
        <Button type="primary" onClick={() => setAsking(true)}>
          {t('originals.make')}
        </Button>
      )}
      <Loaded of={copies}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft small">{t('originals.copiesEmpty')}</p>
          ) : (
            <ul>
              {items.map((one) => (
                <li key={one.id} data-testid="case-copy" data-state={one.state}>
                  <CopyRow of={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAsking && <CopyDialog caseId={caseId} onClose={() => setAsking(false)} />}
    </>
  )
}

const colours = { running: 'processing', done: 'success', failed: 'error', removed: 'default' } as const

function CopyRow({ of }: { readonly of: CaseCopy }) {
  const { t } = useTranslation()
  const may = useMay()
  const { state, pictures, sha256, bytes, keptUntil } = of
  const left = copyLeftOutReasons.filter((reason) => (of.leftOut[reason] ?? 0) > 0)
  return (
    <>
      <Tag color={colours[state]}>{t(`originals.copyState.${state}`)}</Tag> {of.receiver}
      <div className="soft small">
        {of.madeBy.name} <When at={of.startedAt} /> · {of.purpose}
      </div>
      {state === 'running' && <Running of={of} />}
      {state === 'failed' && <Failed of={of} />}
      {pictures !== null && <div>{t('originals.pictures', { n: pictures })}</div>}
      {left.length > 0 && (
        <div className="small" data-testid="copy-left-out">
          {t('originals.leftOut')}
          {' · '}
          {left.map((one) => `${t(`originals.leftOutReason.${one}`)} ${of.leftOut[one]}`).join(' · ')}
        </div>
      )}
      {sha256 !== null && bytes !== null && (
        <div className="soft small">
          {formatBytes(bytes)} · <code className="case-hash">{sha256}</code>
        </div>
      )}
      {state === 'done' && may('cases.export') && (
        <>
          <Button size="small" href={addressOf(routes.copies.file, { id: of.id })} download>
            {t('originals.download')}
          </Button>{' '}
          {keptUntil !== null && (
            <span className="soft small">{t('originals.keptUntil', { at: formatAt(keptUntil) })}</span>
          )}
        </>
      )}
    </>
  )
}

function Running({ of: { progress } }: { readonly of: CaseCopy }) {
  const { t } = useTranslation()
  const said = progress.of === 0 ? t('originals.looking') : t('originals.progress', progress)
  return (
    <>
      <span role="status">{said}</span>
      <Progress
        size="small"
        percent={progress.of === 0 ? 0 : Math.floor((progress.done / progress.of) * 100)}
        aria-label={said}
      />
    </>
  )
}

function Failed({ of: { failure, missingModel } }: { readonly of: CaseCopy }) {
  const { t } = useTranslation()
  const code = errorCodes.find((one) => one === failure) ?? 'internal'
  return (
    <div className="bad" data-code={code}>
      {t(`code.failure.${code}`)}
      {missingModel !== null && <div>{t('originals.missingModel', { model: missingModel })}</div>}
    </div>
  )
}

interface Fields {
  readonly receiver: string
  readonly purpose: string
}

function CopyDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (body: Fields) => call(routes.copies.make, { params: { id: caseId }, body }),
    onSuccess: () => {
      void message.success(t('originals.begun'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.copies(caseId) }),
  })
  return (
    <FormDialog<Fields>
      title={t('originals.make')}
      okText={t('originals.make')}
      name="copy"
      initialValues={{}}
      save={save}
      onClose={onClose}
    >
      <p className="soft">{t('originals.copiesHint')}</p>
      <WhatFor />
    </FormDialog>
  )
}

/** For whom and what for: asked of copies and of originals alike. */
export function WhatFor() {
  const { t } = useTranslation()
  const needed = { required: true, whitespace: true, message: t('originals.needed') }
  return (
    <>
      <Form.Item<Fields>
        name="receiver"
        label={t('originals.receiver')}
        extra={t('originals.receiverHint')}
        rules={[{ ...needed, min: 2 }]}
      >
        <Input maxLength={120} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item<Fields> name="purpose" label={t('originals.purpose')} rules={[{ ...needed, min: 4 }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  )
}
