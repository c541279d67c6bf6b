import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { limitationState } from '@sightline/api/law/limitation'
import { useServerNow } from './screen.tsx'
import { When } from './when.tsx'

/** Until when an act may be punished, and a word of it in the last thirty days (R9). */
export function LimitedTo({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const state = limitationState(at, useServerNow())
  return (
    <span>
      <When at={at} />
      {state === 'near' && <span className="warn"> ⚠ {t('caseMatter.limitNear')}</span>}
      {state === 'over' && <span className="warn"> ⚠ {t('caseMatter.limitOver')}</span>}
    </span>
  )
}
