import type { CaseMatter } from '@sightline/api/contract/case-matter'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../time.ts'
import { AsksMore } from './asks-more.tsx'

/** What an officer said of the matter: which, by what law, which tier as a hint, and the first-violation answer. */
export function CaseMatterLines({ of }: { readonly of: CaseMatter }) {
  const { t } = useTranslation()
  const { matter, lawReason, tier, first, ledger, gaps } = of
  const pair = (what: string, text: string): string => t('facts.pair', { what, text })
  return (
    <div className="small" data-testid="case-matter">
      {gaps.map((gap) => (
        <Tag key={gap} color="orange" data-gap={gap} title={t(`caseMatter.gapHelp.${gap}`)}>
          {t(`caseMatter.gap.${gap}`)}
        </Tag>
      ))}
      {matter && (
        <p>
          <strong>
            {matter.code} {matter.name}
          </strong>
          <br />
          {matter.violates}；{matter.penalty}
          <span className="soft"> {matter.documentNumber}</span>
          {lawReason !== '' && ` · ${pair(t('caseMatter.lawReason'), lawReason)}`}
        </p>
      )}
      <AsksMore points={of.asksMore} />
      <Authority of={of} />
      {tier && (
        <p>
          {pair(t('caseMatter.tier'), `${tier.name} ${tier.condition}`)}
          {tier.facts !== '' && ` · ${pair(t('caseMatter.facts'), tier.facts)}`}
        </p>
      )}
      {first && (
        <p>
          <strong>{pair(t('caseMatter.first'), t(`caseMatter.answer.${first.answer}`))}</strong>
          {first.party !== null && ` · ${first.party}`}
          {first.reason !== '' && ` · ${first.reason}`}
          {first.cites.map((one) => ` · ${t(`catalogue.list.${one.list}`)} ${one.code} ${one.condition}`)}
        </p>
      )}
      {ledger && !ledger.isNobody && (
        <p className="soft">
          {pair(
            t('caseMatter.ledgerSince', { day: formatDay(ledger.since) }),
            ledger.acts.length === 0
              ? t('caseMatter.ledgerClean')
              : t('caseMatter.ledgerActs', { n: ledger.acts.length }),
          )}
          {ledger.reminders.length > 0 &&
            ` · ${t('caseMatter.ledgerReminders', { n: ledger.reminders.length })}`}
        </p>
      )}
    </div>
  )
}

function Authority({ of: { authority } }: { readonly of: CaseMatter }) {
  const { t } = useTranslation()
  if (authority?.state !== 'own') return null
  const { kind, documentNumber } = authority.by
  const name = t(`catalogue.authorityKind.${kind}`)
  return (
    <p>
      {t('facts.pair', {
        what: t('caseMatter.authority'),
        text: t('caseMatter.own', { kind: name, number: documentNumber }),
      })}
    </p>
  )
}
