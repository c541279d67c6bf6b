import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language } from '../words/language.ts'
import { useScreen } from './screen.tsx'

/** 中文 / English, remembered on this screen. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const { storage } = useScreen()
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('app.language')}
      value={i18n.language === 'en' ? 'en' : 'zh'}
      options={[
        { label: '中文', value: 'zh' },
        { label: 'EN', value: 'en' },
      ]}
      onChange={(language) => void chooseLanguage(language, storage)}
    />
  )
}
