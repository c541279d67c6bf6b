import type { Case } from '@sightline/api/contract/cases'
import { decisions, handOverActions, type CaseAction } from '@sightline/api/law/case-moves'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoveDialog } from './move-dialog.tsx'

const grave: readonly CaseAction[] = ['refuse', 'revoke', 'city_revoked']

/** What this person may do with a proposed case: the head decides, an officer hands over and records the answers. */
export function MovesPanel({ of, allowed }: { readonly of: Case; readonly allowed: readonly string[] }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<CaseAction | null>(null)
  const may = (actions: readonly CaseAction[]) => actions.filter((action) => allowed.includes(action))
  const parts = [
    { title: 'cases.decision', hint: 'cases.decisionHint', actions: may(decisions) },
    { title: 'cases.handOver', hint: 'cases.handOverHint', actions: may(handOverActions) },
  ] as const
  const mine = parts.filter(({ actions }) => actions.length > 0)
  if (mine.length === 0)
    return of.status === 'proposed' ? <p className="panel soft">{t('cases.waits')}</p> : null
  return (
    <>
      {mine.map(({ title, hint, actions }) => (
        <section key={title} className="panel" aria-label={t(title)}>
          <h2>{t(title)}</h2>
          <p className="soft small">{t(hint)}</p>
          <Space wrap>
            {actions.map((action, i) => (
              <Button
                key={action}
                type={i === 0 ? 'primary' : 'default'}
                danger={grave.includes(action)}
                data-action={action}
                onClick={() => choose(action)}
              >
                {t(`cases.action.${action}`)}
              </Button>
            ))}
          </Space>
        </section>
      ))}
      {chosen !== null && <MoveDialog of={of} action={chosen} onClose={() => choose(null)} />}
    </>
  )
}
