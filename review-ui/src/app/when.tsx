import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useServerNow } from './screen.tsx'
import { formatAt, formatClock, lengthParts } from './time.ts'

/** A moment in Asia/Shanghai, to the second. */
export function When({
  at,
  clockOnly = false,
}: {
  readonly at: number
  readonly clockOnly?: boolean
}): ReactNode {
  return (
    <time className="when" dateTime={new Date(at).toISOString()} title={formatAt(at)}>
      {clockOnly ? formatClock(at) : formatAt(at)}
    </time>
  )
}

export function useLengthText(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) =>
    lengthParts(ms)
      .map(({ unit, n }) => t(`time.${unit}`, { n }))
      .join(' ')
}

/** How long ago by the server's clock; counts on by itself. */
export function Ago({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const length = useLengthText()
  const now = useServerNow()
  return (
    <span title={formatAt(at)}>
      {now - at < 1000 ? t('time.now') : t('time.ago', { length: length(now - at) })}
    </span>
  )
}
