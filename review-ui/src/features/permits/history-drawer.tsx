import type { Permit } from '@sightline/api/contract/permits'
import { useQuery } from '@tanstack/react-query'
import { Descriptions, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { permitVersionsQuery } from '../../api/queries.ts'
import { Loaded } from '../../app/loaded.tsx'
import { formatAt } from '../../app/time.ts'
import { Validity, Zones } from './permit-facts.tsx'

/** Every version of a permit, newest first, with who recorded it and when. */
export function HistoryDrawer({
  permit,
  onClose,
}: {
  readonly permit: Permit
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const versions = useQuery(permitVersionsQuery(permit.id))
  return (
    <Drawer open size={560} title={t('permits.historyOf', { number: permit.number })} onClose={onClose}>
      <p className="soft small">{t('permits.historyHint')}</p>
      <Loaded of={versions}>
        {(data) => data.versions.map((one) => <Version key={one.version} permit={one} />)}
      </Loaded>
    </Drawer>
  )
}

function Version({ permit }: { readonly permit: Permit }) {
  const { t } = useTranslation()
  const recorded = t('permits.recordedBy', { name: permit.recordedBy, at: formatAt(permit.recordedAt) })
  const rows = [
    { label: t('permits.kind'), children: t(`permits.kindName.${permit.kind}`) },
    { label: t('permits.number'), children: permit.number },
    { label: t('permits.holder'), children: permit.holder },
    { label: t('permits.zones'), children: <Zones permit={permit} /> },
    { label: t('permits.plate'), children: permit.plate ?? '—' },
    { label: t('permits.stall'), children: permit.stall ?? '—' },
    { label: t('permits.days'), children: <Validity permit={permit} /> },
    { label: t('permits.note'), children: permit.note === '' ? '—' : permit.note },
  ]
  return (
    <section className="permit-version" aria-label={`${t('permits.version')} ${permit.version}`}>
      <h3>
        {t('permits.version')} {permit.version} <span className="soft small">{recorded}</span>
      </h3>
      {permit.withdrawnFor !== null && (
        <p className="bad">{t('permits.withdrawnFor', { reason: permit.withdrawnFor })}</p>
      )}
      <Descriptions
        size="small"
        column={1}
        bordered
        items={rows.map((row) => ({ ...row, key: row.label }))}
      />
    </section>
  )
}
