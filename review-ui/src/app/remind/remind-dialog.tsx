import type { AlertReminders } from '@sightline/api/contract/reminders'
import { languages, longestPhrase, type Language } from '@sightline/api/law/phrases'
import { Alert, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../form-dialog.tsx'
import type { Asked, Remind } from './use-remind.ts'

interface Fields {
  readonly language: Language
  readonly words: 'phrase' | 'free'
  readonly freeWords?: string
  readonly reason?: string
}

/** Saying something otherwise than by one press: again, in quiet hours, in another language, in free words. */
export function RemindDialog({ remind, data }: { readonly remind: Remind; readonly data: AlertReminders }) {
  const { t } = useTranslation()
  const { refusal, speaker, phrase } = data
  const again = refusal?.code === 'reminder_said_already'
  const isQuiet = speaker?.isQuiet === true
  const save = {
    isPending: remind.save.isPending,
    error: remind.save.error,
    mutate: ({ language, words, freeWords, reason = '' }: Fields) => {
      const asked: Asked = { language, again, reason, breakQuiet: isQuiet }
      remind.save.mutate(words === 'free' ? { ...asked, freeWords: freeWords ?? '' } : asked)
    },
  }
  const last = data.items.at(-1)
  return (
    <FormDialog<Fields>
      title={t('speech.title')}
      okText={t(again ? 'speech.again' : 'speech.remind')}
      name="remind"
      initialValues={{ language: 'zh', words: phrase === null ? 'free' : 'phrase' }}
      save={save}
      onClose={remind.close}
    >
      {again && last && (
        <Alert
          type="warning"
          showIcon
          title={t('speech.againHint', { state: t(`speech.state.${last.state}`) })}
        />
      )}
      {isQuiet && (
        <Alert
          type="warning"
          showIcon
          title={t(data.mayBreakQuiet ? 'speech.quietHint' : 'speech.quietRefused')}
        />
      )}
      <RemindFields phrase={phrase} isQuiet={isQuiet} />
    </FormDialog>
  )
}

interface FieldsOf {
  readonly phrase: AlertReminders['phrase']
  readonly isQuiet: boolean
}

function RemindFields({ phrase, isQuiet }: FieldsOf) {
  const { t } = useTranslation()
  const words = Form.useWatch<Fields['words'] | undefined>('words')
  const language = Form.useWatch<Language | undefined>('language') ?? 'zh'
  const isFree = words === 'free'
  const needed = { required: true, whitespace: true, message: t('permits.required') }
  return (
    <>
      <Form.Item<Fields> name="language" label={t('speech.inLanguage')}>
        <Radio.Group
          optionType="button"
          options={languages.map((value) => ({ value, label: t(`speech.language.${value}`) }))}
        />
      </Form.Item>
      <Form.Item<Fields>
        name="words"
        label={t('speech.words')}
        extra={!isFree && phrase ? t('speech.said', { text: phrase[language] }) : t('speech.textHint')}
      >
        <Radio.Group
          vertical
          options={[
            { value: 'phrase', label: t('speech.wordsPhrase'), disabled: phrase === null },
            { value: 'free', label: t('speech.wordsFree') },
          ]}
        />
      </Form.Item>
      {isFree && (
        <Form.Item<Fields> name="freeWords" label={t('speech.freeText')} rules={[needed]}>
          <Input.TextArea rows={3} maxLength={longestPhrase} autoFocus />
        </Form.Item>
      )}
      {(isFree || isQuiet) && (
        <Form.Item<Fields>
          name="reason"
          label={t('speech.reason')}
          extra={t('speech.reasonHint')}
          rules={[{ ...needed, min: 4, message: t('speech.reasonHint') }]}
        >
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      )}
    </>
  )
}
