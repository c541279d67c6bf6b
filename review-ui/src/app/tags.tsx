import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  HourglassOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  StopOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { Alert } from '@sightline/api/contract/alerts'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseStatus } from '@sightline/api/law/case-moves'
import type { AlertStatus } from '@sightline/api/law/statuses'

const looks: Record<AlertStatus, { color: string; icon: ReactNode }> = {
  new: { color: 'error', icon: <ClockCircleOutlined /> },
  claimed: { color: 'processing', icon: <UserOutlined /> },
  passed_on: { color: 'purple', icon: <FileSearchOutlined /> },
  agreed_once: { color: 'geekblue', icon: <CheckCircleOutlined /> },
  proposed: { color: 'success', icon: <FileDoneOutlined /> },
  not_filed: { color: 'default', icon: <StopOutlined /> },
  transferred: { color: 'default', icon: <SendOutlined /> },
  corrected: { color: 'default', icon: <CheckCircleOutlined /> },
  dismissed: { color: 'default', icon: <StopOutlined /> },
  rejected: { color: 'default', icon: <StopOutlined /> },
  opened: { color: 'gold', icon: <HourglassOutlined /> },
  unconfirmed: { color: 'default', icon: <CheckCircleOutlined /> },
}

/** Where an alert stands: word and shape, colour only besides. */
export function StatusTag({ status }: { readonly status: AlertStatus }) {
  const { t } = useTranslation()
  return (
    <Tag color={looks[status].color} icon={looks[status].icon} data-status={status}>
      {t(`code.alertStatus.${status}`)}
    </Tag>
  )
}

/** 证据 / 线索: what the pictures may be used for. */
export function StandingTag({ standing }: { readonly standing: Alert['standing'] }) {
  const { t } = useTranslation()
  const isEvidence = standing === 'evidence'
  return (
    <Tag
      variant={isEvidence ? 'solid' : 'outlined'}
      color={isEvidence ? '#12324f' : '#9a5b00'}
      icon={isEvidence ? <SafetyCertificateOutlined /> : <FileSearchOutlined />}
      data-standing={standing}
    >
      {t(`code.standing.${standing}`)}
    </Tag>
  )
}

const caseLooks: Record<CaseStatus, string> = {
  proposed: 'purple',
  handed_over: 'processing',
  accepted: 'processing',
  filed: 'success',
  decided: 'success',
  returned: 'warning',
  not_filed: 'default',
  revoked: 'default',
}

/** What became of a proposed case. */
export function CaseTag({ status }: { readonly status: CaseStatus }) {
  const { t } = useTranslation()
  return (
    <Tag color={caseLooks[status]} data-case-status={status}>
      {t(`code.caseStatus.${status}`)}
    </Tag>
  )
}
