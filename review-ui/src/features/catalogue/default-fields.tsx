import type { LawDefaults } from '@sightline/api/contract/catalogue'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

export const noDefaults: LawDefaults = { documentNumber: '', sourceUrl: '', publishedOn: null, fromDay: null }

interface Props {
  readonly value: LawDefaults
  readonly onChange: (value: LawDefaults) => void
}

/** What a whole file is of: rows that do not say it take it from here. */
export function DefaultFields({ value, onChange }: Props) {
  const { t } = useTranslation()
  const texts = ['documentNumber', 'sourceUrl'] as const
  const days = ['publishedOn', 'fromDay'] as const
  return (
    <fieldset className="catalogue-defaults">
      <legend>{t('catalogue.defaults')}</legend>
      <div className="catalogue-pair">
        {texts.map((field) => (
          <label key={field}>
            {t(`catalogue.field.${field}`)}
            <Input
              maxLength={500}
              value={value[field]}
              onChange={(event) => onChange({ ...value, [field]: event.target.value.trim() })}
            />
          </label>
        ))}
        {days.map((field) => (
          <label key={field}>
            {t(`catalogue.field.${field}`)}
            <Input
              type="date"
              value={value[field] ?? ''}
              onChange={(event) => onChange({ ...value, [field]: event.target.value || null })}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
