import type { ViolationKind } from '@sightline/detectors/finding'
import type { ParamDescription } from '@sightline/detectors/rules/rule'
import { rules } from '@sightline/detectors/rules/table'
import { useTranslation } from 'react-i18next'

/** Which of a table's two languages the screen shows now. */
export function useLanguage(): 'zh' | 'en' {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'zh'
}

/** What a kind of violation is called: the rule table says it, nothing else does. */
export function useKindName(): (kind: ViolationKind) => string {
  const language = useLanguage()
  return (kind) => rules[kind].name[language]
}

/** What stands behind a parameter's value; empty where the value says enough. */
export function useUnitText(): (param: ParamDescription | undefined) => string {
  const { t } = useTranslation()
  return (param) => {
    if (param?.type !== 'number') return ''
    return param.unit === 'count' ? '' : t(`sources.${param.unit}`)
  }
}
