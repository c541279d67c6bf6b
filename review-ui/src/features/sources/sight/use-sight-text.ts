import type { RuleSight } from '@sightline/api/contract/sources'
import { useTranslation } from 'react-i18next'

/** Less of a zone than this is its edge. */
const worthSaying = 0.03

export const isPartlyBlind = ({ silent, blindShare }: RuleSight): boolean =>
  silent === null && blindShare >= worthSaying

/** What to say of how a rule sees, and what can be done; null where nothing is to be said. */
export function useSightText(): (
  sight: RuleSight,
  rule: string,
) => { readonly name: string; readonly help: string } | null {
  const { t } = useTranslation()
  return (sight, rule) => {
    const { silent, thing, px, leastPx, blindShare } = sight
    const things = thing === null ? null : t(`code.sizedKind.${thing}`)
    const numbers = { rule, things, px: Math.round(px ?? 0), least: Math.round(leastPx ?? 0) }
    if (silent === 'too_far' && things !== null)
      return { name: t('sight.tooFar', numbers), help: t('sight.tooFarHelp') }
    if (silent !== null)
      return { name: t(`code.silence.${silent}`, { rule }), help: t(`code.silenceHelp.${silent}`) }
    if (!isPartlyBlind(sight)) return null
    return {
      name: t('sight.partly', { share: Math.round(blindShare * 100) }),
      help: t('sight.partlyHelp', numbers),
    }
  }
}
