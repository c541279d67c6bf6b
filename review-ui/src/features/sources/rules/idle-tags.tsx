import type { Rule } from '@sightline/api/contract/zones'
import { needs } from '@sightline/detectors/rules/table'
import { Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../../app/session.tsx'
import type { Idle } from './idle.ts'

type Setting = Pick<Rule, 'kind' | 'params'>

/** What each reason is called, and what to do about it. */
export function useIdleText(): (
  reason: Idle,
  rule: Setting,
) => { readonly name: string; readonly help: string } {
  const { t } = useTranslation()
  return (reason, { kind, params }) => {
    if (reason === 'no_hours') return { name: t('sources.noHours'), help: t('sources.noHoursHelp') }
    const wanted = needs(kind, params).map((set) =>
      set.map((one) => t(`code.objectClass.${one}`)).join(' + '),
    )
    return { name: t('sources.noModel'), help: t('sources.noModelHelp', { classes: wanted.join(' / ') }) }
  }
}

/** A rule that can find nothing says so, and why, to the mouse and to the keyboard. */
export function IdleTags({ rule, reasons }: { readonly rule: Setting; readonly reasons: readonly Idle[] }) {
  const { t } = useTranslation()
  const may = useMay()
  const text = useIdleText()
  return (
    <>
      {reasons.map((reason) => (
        <Tooltip key={reason} title={text(reason, rule).help} trigger={['hover', 'focus']}>
          <Tag color="red" tabIndex={0} data-idle={reason}>
            {text(reason, rule).name}
          </Tag>
        </Tooltip>
      ))}
      {reasons.includes('no_model') && may('models.write') && <Link to="/models">{t('models.install')}</Link>}
    </>
  )
}
