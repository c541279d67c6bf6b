import { maxManifestChars } from '@sightline/api/contract/models'
import { Alert, Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { exampleManifest, toManifestText, type ManifestProblem } from './manifest-text.ts'

const exampleAddress = `data:application/json;charset=utf-8,${encodeURIComponent(toManifestText(exampleManifest))}`

/** A manifest as text, and in words what the api would refuse of it. */
export function ManifestEditor(props: {
  readonly text: string
  readonly problems: readonly ManifestProblem[]
  readonly readOnly?: boolean
  readonly onChange: (text: string) => void
  readonly children?: ReactNode
}) {
  const { text, problems, readOnly = false } = props
  const { t } = useTranslation()
  return (
    <>
      <p className="soft small" id="manifest-hint">
        {t('models.manifestHint')}
      </p>
      <Input.TextArea
        className="manifest-text"
        aria-label={t('models.manifest')}
        aria-describedby="manifest-hint manifest-problems"
        aria-invalid={problems.length > 0}
        status={problems.length > 0 ? 'error' : ''}
        spellCheck={false}
        autoSize={{ minRows: 12, maxRows: 28 }}
        value={text}
        readOnly={readOnly}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <div id="manifest-problems" aria-live="polite">
        {problems.length > 0 && <Problems problems={problems} />}
      </div>
      <div className="model-buttons">
        {props.children}
        <Button type="link" href={exampleAddress} download="own-model.example.json">
          {t('models.exampleDownload')}
        </Button>
      </div>
    </>
  )
}

function Problems({ problems }: { readonly problems: readonly ManifestProblem[] }) {
  const { t } = useTranslation()
  const words = problems.map(({ code, detail }) =>
    t(`models.problem.${code}`, { detail, path: detail, max: maxManifestChars }),
  )
  return (
    <Alert
      type="error"
      showIcon
      title={
        <ul className="problems">
          {words.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      }
    />
  )
}
