import type { Recusal } from '@sightline/api/contract/recusals'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recusalsQuery } from '../../api/recusal-queries.ts'
import { Loaded } from '../loaded.tsx'
import { useMay, useSession } from '../session.tsx'
import { When } from '../when.tsx'
import { RecusalDialog, type RecusalAsk } from './recusal-dialog.tsx'

/** Who takes no part in a matter and why; declares, orders and lifts it, by what this person may. */
export function RecusalPanel({ alertId }: { readonly alertId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person: me } = useSession()
  const recusals = useQuery({ ...recusalsQuery(alertId), enabled: may('recusals.read') })
  const [ask, setAsk] = useState<RecusalAsk | null>(null)
  if (!may('recusals.read')) return null
  return (
    <section className="panel" aria-label={t('recusals.title')} data-testid="recusals">
      <h2>{t('recusals.title')}</h2>
      <Loaded of={recusals}>
        {({ items, recused, officials }) => {
          const amRecused = recused.some((id) => id === me.id)
          const free = officials.filter(({ id }) => !recused.includes(id) && id !== me.id)
          return (
            <>
              {amRecused && <Alert type="warning" showIcon title={t('recusals.youAre')} />}
              {items.length === 0 && <p className="soft">{t('recusals.none')}</p>}
              <ul className="open-duties">
                {items.map((one) => (
                  <Row
                    key={`${one.person.id} ${one.at}`}
                    one={one}
                    isLast={items.findLast(({ person }) => person.id === one.person.id) === one}
                    isRecused={recused.includes(one.person.id)}
                    onLift={
                      may('recusals.lift') && one.person.id !== me.id && !amRecused
                        ? () => setAsk({ act: 'lift', person: one.person })
                        : null
                    }
                  />
                ))}
              </ul>
              {!amRecused && (
                <Space wrap>
                  {may('recusals.declare') && (
                    <Button size="small" onClick={() => setAsk({ act: 'declare' })}>
                      {t('recusals.declare')}
                    </Button>
                  )}
                  {may('recusals.order') && (
                    <Button
                      size="small"
                      disabled={free.length === 0}
                      onClick={() => setAsk({ act: 'order', officials: free })}
                    >
                      {t('recusals.order')}
                    </Button>
                  )}
                </Space>
              )}
            </>
          )
        }}
      </Loaded>
      {ask && <RecusalDialog of={{ alertId }} ask={ask} onClose={() => setAsk(null)} />}
    </section>
  )
}

function Row({
  one,
  isLast,
  isRecused,
  onLift,
}: {
  readonly one: Recusal
  readonly isLast: boolean
  readonly isRecused: boolean
  readonly onLift: (() => void) | null
}) {
  const { t } = useTranslation()
  const stands = isLast && isRecused
  return (
    <li>
      <span>
        {one.person.name} · {t(`recusals.act.${one.act}`)}{' '}
        {stands && <Tag color="warning">{t('recusals.isRecused')}</Tag>}
        <br />
        <span className="small soft">
          {one.reason} · {one.by.name} <When at={one.at} />
        </span>
      </span>
      {stands && onLift && (
        <Button size="small" aria-label={t('recusals.liftOf', { name: one.person.name })} onClick={onLift}>
          {t('recusals.lift')}
        </Button>
      )}
    </li>
  )
}
