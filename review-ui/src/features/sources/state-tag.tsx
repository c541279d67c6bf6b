import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  LoadingOutlined,
  PauseCircleOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons'
import type { Source } from '@sightline/api/contract/sources'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useElapsed } from '../../app/screen.tsx'
import { type Shown, shownConnection } from './shown-state.ts'

/** The answer that a source came in: its server time, and when this screen received it. */
export interface Told {
  readonly at: number
  readonly receivedAt: number
}

const looks: Record<Shown, { color: string; icon: ReactNode }> = {
  live: { color: 'success', icon: <CheckCircleFilled /> },
  silent: { color: 'warning', icon: <ExclamationCircleFilled /> },
  fault: { color: 'error', icon: <ExclamationCircleFilled /> },
  connecting: { color: 'processing', icon: <LoadingOutlined /> },
  waiting: { color: 'default', icon: <ClockCircleOutlined /> },
  off: { color: 'default', icon: <PauseCircleOutlined /> },
  unknown: { color: 'warning', icon: <QuestionCircleOutlined /> },
}

export function useShown(source: Source, told: Told): Shown {
  const answerAgeMs = useElapsed(told.receivedAt)
  return shownConnection(source.state, { at: told.at, answerAgeMs })
}

/** The state of a source as it may be called now: never `live` on an old report. */
export function StateTag({ source, told }: { readonly source: Source; readonly told: Told }) {
  const { t } = useTranslation()
  const shown = useShown(source, told)
  return (
    <Tag color={looks[shown].color} icon={looks[shown].icon} data-testid="source-state" data-state={shown}>
      {t(`code.connection.${shown}`)}
    </Tag>
  )
}

/** What is wrong with a source and what to do about it; nothing where nothing is. */
export function Troubles({ source, told }: { readonly source: Source; readonly told: Told }) {
  const { t } = useTranslation()
  const shown = useShown(source, told)
  const { fault, health } = source.state
  if (shown === 'unknown') return <p className="warn small">{t('sources.stateOld')}</p>
  if (shown === 'off') return null
  return (
    <ul className="troubles small">
      {fault !== null && (
        <li>
          <strong className="bad">{t(`code.fault.${fault}`)}</strong>{' '}
          {t('sources.whatToDo', { help: t(`code.faultHelp.${fault}`) })}
        </li>
      )}
      {fault === null && shown === 'silent' && (
        <li>
          <strong className="bad">{t('code.fault.silence')}</strong>{' '}
          {t('sources.whatToDo', { help: t('code.faultHelp.silence') })}
        </li>
      )}
      {source.state.isLate && (
        <li>
          <strong className="warn">{t('sources.late')}</strong>
        </li>
      )}
      {health.map((flag) => (
        <li key={flag}>
          <strong className="warn">{t(`code.health.${flag}`)}</strong>{' '}
          {t('sources.whatToDo', { help: t(`code.healthHelp.${flag}`) })}
        </li>
      ))}
    </ul>
  )
}
