import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import { zh } from '../../words/zh.ts'
import { useLanguage } from '../../app/kind-name.ts'

const inWords = (list: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(list, code) ? list[code] : undefined

/** Why a shadow does not look: of its process, or of its model, as anywhere else; a code that nobody knows as it is. */
export function useShadowFault(): (code: string) => string {
  const { t } = useTranslation()
  const words = useLanguage() === 'en' ? en : zh
  return (code) =>
    inWords(words.shadows.faultName, code) ??
    inWords(words.models.fault, code) ??
    t('models.unknownFault', { code })
}
