import { type Source } from '@sightline/api/contract/sources'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { useChangeSource } from '../use-change-source.ts'
import { approvalNext } from '@sightline/api/law/approval'

type Fields = Pick<Source['approval'], 'state' | 'basis'>

/** The approval record that decides between evidence and clue. */
export function ApprovalForm({ source, mayWrite }: { readonly source: Source; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const change = useChangeSource(source)
  const { state, basis, revision } = source.approval
  return (
    <section className="panel" aria-label={t('sources.approval')}>
      <h2>{t('sources.approval')}</h2>
      <p className="soft small">{t('sources.approvalHint')}</p>
      <Form<Fields>
        layout="vertical"
        disabled={!mayWrite}
        initialValues={{ state, basis }}
        onFinish={(approval) => change.mutate({ approval })}
      >
        <Form.Item<Fields>
          name="state"
          label={t('dossier.approvalText', { state: t('sources.approval'), revision })}
        >
          <Select
            options={[state, ...approvalNext[state]].map((value) => ({
              value,
              label: t(`code.approval.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item<Fields> name="basis" label={t('sources.basis')}>
          <Input.TextArea rows={2} maxLength={500} placeholder={t('sources.basisHint')} />
        </Form.Item>
        {change.error && <FailureNote error={change.error} />}
        {mayWrite && (
          <Button htmlType="submit" loading={change.isPending}>
            {t('sources.approvalSave')}
          </Button>
        )}
      </Form>
    </section>
  )
}
