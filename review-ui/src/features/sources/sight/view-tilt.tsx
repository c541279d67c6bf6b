import type { Source } from '@sightline/api/contract/sources'
import { useTranslation } from 'react-i18next'

/** How far a source's camera looks down, as its worker works it out; nothing where no worker says. */
export function ViewTilt({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const { tilt } = source.state
  if (tilt === undefined) return null
  return (
    <p className="soft small" data-testid="view-tilt" data-degrees={tilt?.degrees}>
      {tilt ? t('sight.tilt', { ...tilt, by: t(`sight.tiltBy.${tilt.by}`) }) : t('sight.tiltUnknown')}
    </p>
  )
}
