import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { Alert, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../app/failure.tsx'
import { useMay } from '../../app/session.tsx'
import { DefaultFields, noDefaults } from './default-fields.tsx'
import { daysText } from '../../app/law-words.ts'
import { useImport } from './use-import.ts'

type Matters = readonly Extract<LawEntryView['content'], { violates: string }>[]

/** Matters that came with the product: nobody confirmed them, and none can be used. */
export function SeedPanel({ matters }: { readonly matters: Matters }) {
  const { t } = useTranslation()
  const may = useMay()
  const [isTaking, setTaking] = useState(false)
  return (
    <section className="panel catalogue-panel" aria-label={t('catalogue.toConfirm')} data-testid="seed">
      <h2>
        {t('catalogue.toConfirm')} <Tag color="gold">{t('catalogue.state.toConfirm')}</Tag>
      </h2>
      <p className="soft">
        {t('catalogue.toConfirmHint', { n: new Set(matters.map(({ code }) => code)).size })}
      </p>
      {may('catalogue.import') && <Button onClick={() => setTaking(true)}>{t('catalogue.take')}</Button>}
      <ul className="catalogue-changes">
        {matters.map((matter) => (
          <li key={`${matter.code}.${matter.fromDay}`}>
            <strong>{matter.code}</strong> {matter.name}{' '}
            <span className="small soft">
              {matter.violates} · {daysText(matter, t)}
            </span>
            {matter.unsure.length > 0 && <div className="small warn">{matter.unsure.join('；')}</div>}
          </li>
        ))}
      </ul>
      {isTaking && <TakeDialog matters={matters} onClose={() => setTaking(false)} />}
    </section>
  )
}

/** Of which document they are: then they are a draft, which another person publishes. */
function TakeDialog({ matters, onClose }: { readonly matters: Matters; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [defaults, setDefaults] = useState(noDefaults)
  const bytes = new TextEncoder().encode(JSON.stringify(matters))
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  const file = { name: t('catalogue.toConfirm'), base64 }
  const { run } = useImport({ subject: 'matters', file, defaults }, onClose)
  return (
    <Modal
      open
      title={t('catalogue.take')}
      okText={t('catalogue.take')}
      confirmLoading={run.isPending}
      onOk={() => run.mutate()}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={t('catalogue.toConfirmHint', { n: matters.length })} />
      <DefaultFields value={defaults} onChange={setDefaults} />
      {run.error && <FailureNote error={run.error} />}
    </Modal>
  )
}
