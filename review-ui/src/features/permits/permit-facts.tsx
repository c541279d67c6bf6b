import type { Permit, PermitState } from '@sightline/api/contract/permits'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useHoursText } from '../../app/hours/use-hours-text.ts'

const colours: Record<PermitState, string> = {
  upcoming: 'processing',
  in_force: 'success',
  ended: 'default',
  withdrawn: 'error',
}

/** 有效期内, 已过期, …: a word, colour only besides. */
export function StateTag({ state }: { readonly state: PermitState }) {
  const { t } = useTranslation()
  return (
    <Tag color={colours[state]} data-state={state}>
      {t(`permits.stateName.${state}`)}
    </Tag>
  )
}

/** From which day to which, and at what hours. */
export function Validity({ permit }: { readonly permit: Pick<Permit, 'fromDay' | 'toDay' | 'hours'> }) {
  const hours = useHoursText()
  return (
    <>
      <span className="num">
        {permit.fromDay} – {permit.toDay}
      </span>
      <br />
      <span className="soft small">{hours(permit.hours)}</span>
    </>
  )
}

export function Zones({ permit }: { readonly permit: Pick<Permit, 'zones'> }) {
  return (
    <ul className="permit-zones">
      {permit.zones.map(({ id, name, sourceName }) => (
        <li key={id}>
          {sourceName} / {name}
        </li>
      ))}
    </ul>
  )
}
