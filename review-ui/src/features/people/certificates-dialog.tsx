import type { CertificateChange, CertificatesAnswer } from '@sightline/api/contract/certificates'
import { Alert, Button, Checkbox, Modal, Table, type TableColumnsType, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../app/failure.tsx'
import { toBase64 } from '../../api/to-base64.ts'
import { CertificateText } from './certificate-text.tsx'
import { type CertificateFile, useCertificates } from './use-certificates.ts'

/** A list of certificates: looked at first, with everything that is wrong and all that it changes; then asked for as a whole. */
export function CertificatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<CertificateFile | null>(null)
  const [takesGone, setTakesGone] = useState(false)
  const { look, run } = useCertificates({ file, takesGone }, onClose)
  const seen = look.data
  const gone = seen?.changes.filter(({ kind }) => kind === 'gone').length ?? 0
  const told = seen?.changes.filter(({ kind }) => kind === 'new' || kind === 'changed').length ?? 0
  const n = told + (takesGone ? gone : 0)
  const isGood = seen !== undefined && seen.problems.length === 0 && n > 0
  const read = async (chosen: File): Promise<void> => {
    look.reset()
    run.reset()
    setTakesGone(false)
    setFile({ name: chosen.name, base64: await toBase64(chosen) })
  }
  return (
    <Modal
      open
      width={900}
      title={t('certificates.title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button disabled={file === null} loading={look.isPending} onClick={() => look.mutate()}>
            {t('certificates.preview')}
          </Button>
          <Button type="primary" disabled={!isGood} loading={run.isPending} onClick={() => run.mutate()}>
            {t('certificates.run', { n })}
          </Button>
        </>
      }
    >
      <p>{t('certificates.hint')}</p>
      <p className="soft small">{t('certificates.columns')}</p>
      <Upload
        accept=".xlsx,.csv,.tsv,.txt"
        showUploadList={false}
        beforeUpload={(chosen) => {
          void read(chosen)
          return false
        }}
      >
        <Button>{t('certificates.choose')}</Button>
      </Upload>{' '}
      <span role="status">{file && t('certificates.chosen', { name: file.name })}</span>
      {look.error && <FailureNote error={look.error} />}
      {run.error && <FailureNote error={run.error} />}
      {seen && <Seen answer={seen} isEmpty={told + gone === 0} />}
      {gone > 0 && (
        <Checkbox checked={takesGone} onChange={(event) => setTakesGone(event.target.checked)}>
          {t('certificates.takesGone', { n: gone })}
        </Checkbox>
      )}
    </Modal>
  )
}

function Seen({ answer, isEmpty }: { readonly answer: CertificatesAnswer; readonly isEmpty: boolean }) {
  const { t } = useTranslation()
  const { changes, problems } = answer
  const isGood = problems.length === 0
  const good = t(isEmpty ? 'certificates.same' : 'certificates.good')
  return (
    <>
      <Alert
        showIcon
        type={isGood ? 'success' : 'error'}
        role={isGood ? 'status' : 'alert'}
        title={isGood ? good : t('certificates.bad', { n: problems.length })}
        description={
          !isGood && (
            <ul className="problems" data-testid="certificate-problems">
              {problems.map(({ line, column, code, found }) => (
                <li key={`${line}.${column}.${code}`}>
                  <strong>{t('certificates.line', { line })}</strong>
                  {column !== null && ` · ${t(`certificates.column.${column}`)}`}
                  {found !== '' && <code> {found}</code>} {t(`certificates.problem.${code}`)}
                </li>
              ))}
            </ul>
          )
        }
      />
      <Table
        size="small"
        rowKey="account"
        pagination={changes.length > 50 && { pageSize: 50 }}
        scroll={{ x: 700 }}
        columns={useColumns()}
        dataSource={changes}
      />
    </>
  )
}

function useColumns(): TableColumnsType<CertificateChange> {
  const { t } = useTranslation()
  return [
    { title: t('certificates.kindTitle'), render: (_, { kind }) => t(`certificates.kind.${kind}`) },
    { title: t('people.name'), render: (_, { name, account }) => `${name} (${account})` },
    { title: t('certificates.from'), render: (_, { from }) => <CertificateText of={from} /> },
    { title: t('certificates.to'), render: (_, { to }) => <CertificateText of={to} /> },
  ]
}
