import { mostLawBytes, type LawImportAnswer } from '@sightline/api/contract/catalogue'
import type { LawSubject } from '@sightline/api/law/catalogue'
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/failure.ts'
import { toBase64 } from '../../api/to-base64.ts'
import { FailureNote } from '../../app/failure.tsx'
import { fileFaults } from '../../words/catalogue-words.ts'
import { ChangeList } from './change-list.tsx'
import { columnsShown } from './columns-shown.ts'
import { DefaultFields, noDefaults } from './default-fields.tsx'
import { fieldName } from '../../app/law-words.ts'
import { useImport, type LawFile } from './use-import.ts'

/** A file: looked at first, with everything that is wrong and all that it changes; then taken in as a whole or not at all. */
export function ImportDialog({
  subject,
  onClose,
}: {
  readonly subject: LawSubject
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [file, setFile] = useState<LawFile | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const [defaults, setDefaults] = useState(noDefaults)
  const { look, run } = useImport({ subject, file, defaults }, onClose)
  const seen = look.data
  const isGood = seen !== undefined && seen.problems.length === 0 && seen.rows > 0
  const again = (): void => {
    look.reset()
    run.reset()
  }
  const read = async (chosen: File): Promise<void> => {
    again()
    setTooLarge(chosen.size > mostLawBytes)
    setFile(chosen.size > mostLawBytes ? null : { name: chosen.name, base64: await toBase64(chosen) })
  }
  const { all, needed } = columnsShown[subject]
  const names = (fields: readonly string[]): string => fields.map((field) => fieldName(field, t)).join('、')
  return (
    <Modal
      open
      width={900}
      title={t('catalogue.importTitle', { subject: t(`catalogue.subject.${subject}`) })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button disabled={file === null} loading={look.isPending} onClick={() => look.mutate()}>
            {t('catalogue.preview')}
          </Button>
          <Button type="primary" disabled={!isGood} loading={run.isPending} onClick={() => run.mutate()}>
            {t('catalogue.run', { n: seen?.rows ?? 0 })}
          </Button>
        </>
      }
    >
      <p>{t('catalogue.importHint')}</p>
      <p className="soft small">
        {t('catalogue.importColumns', { columns: names(all), needed: names(needed) })}
      </p>
      <div className="catalogue-file">
        <Upload
          accept=".xlsx,.csv,.tsv,.txt,.json"
          showUploadList={false}
          beforeUpload={(chosen) => {
            void read(chosen)
            return false
          }}
        >
          <Button>{t('catalogue.file')}</Button>
        </Upload>
        <span role="status">{file?.name}</span>
      </div>
      {isTooLarge && <Alert type="error" showIcon role="alert" title={t('catalogue.fileTooLarge')} />}
      <DefaultFields
        value={defaults}
        onChange={(next) => {
          again()
          setDefaults(next)
        }}
      />
      {look.error && <WhyNot error={look.error} />}
      {run.error && <WhyNot error={run.error} />}
      {seen && <Seen answer={seen} />}
    </Modal>
  )
}

function WhyNot({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const why = error instanceof ApiFailure ? fileFaults.find((one) => one === error.facts['why']) : undefined
  if (why === undefined) return <FailureNote error={error} />
  return <Alert type="error" showIcon role="alert" title={t(`catalogue.why.${why}`)} />
}

const mostShown = 100

function Seen({ answer }: { readonly answer: LawImportAnswer }) {
  const { t } = useTranslation()
  const { rows, tiers, problems, changes } = answer
  if (problems.length === 0)
    return (
      <div className="catalogue-seen">
        <Alert type="success" showIcon role="status" title={t('catalogue.good', { rows, tiers })} />
        <ChangeList changes={changes} />
      </div>
    )
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('catalogue.bad', { n: problems.length })}
      description={
        <ul className="problems" data-testid="import-problems">
          {problems.slice(0, mostShown).map(({ line, column, code, found, limit }, i) => (
            <li key={i}>
              <strong>{t('catalogue.line', { line })}</strong>
              {column !== '' && ` · ${fieldName(column, t)}`}
              {found !== '' && <code> {found}</code>} {t(`catalogue.problem.${code}`, { limit })}
            </li>
          ))}
          {problems.length > mostShown && <li>{t('catalogue.more', { n: problems.length - mostShown })}</li>}
        </ul>
      }
    />
  )
}
