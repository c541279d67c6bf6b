import { useQuery } from '@tanstack/react-query'
import { App, Badge } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ownLimitsQuery } from '../api/limit-queries.ts'
import { useMay } from './session.tsx'

/** How much of mine is late, beside the name of its page. */
export function OwnLate() {
  const { t } = useTranslation()
  const { data } = useQuery(ownLimitsQuery)
  const late = data?.late ?? 0
  if (late === 0) return null
  return (
    <Badge
      className="own-late"
      size="small"
      count={late}
      overflowCount={99}
      title={t('limits.badge', { n: late })}
      data-testid="own-late"
    />
  )
}

/** Says on whatever page a head is that another request for supervision came. */
export function SupervisionBell() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const isAsked = useMay()('supervisions.answer')
  const { data } = useQuery({ ...ownLimitsQuery, enabled: isAsked })
  const waiting = data?.supervisions
  const known = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (waiting === undefined) return
    if (known.current !== undefined && waiting > known.current)
      void message.warning(t('limits.newSupervision'))
    known.current = waiting
  }, [waiting, message, t])
  return null
}
