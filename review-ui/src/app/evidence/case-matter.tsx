import type { CaseMatter } from '@sightline/api/contract/case-matter'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../time.ts'

/** What an officer said of the matter: which, by what law, which tier as a hint, and the first-violation answer. */
export function CaseMatterLines({ of }: { readonly of: CaseMatter }) {
  const { t } = useTranslation()
  const { matter, lawReason, tier, first, ledger, gaps } = of
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
          {lawReason !== '' && ` · ${t('caseMatter.lawReason')}：${lawReason}`}
        </p>
      )}
      <Authority of={of} />
      {tier && (
        <p>
          {t('caseMatter.tier')}：{tier.name} {tier.condition}
          {tier.facts !== '' && ` · ${t('caseMatter.facts')}：${tier.facts}`}
        </p>
      )}
      {first && (
        <p>
          {t('caseMatter.first')}：<strong>{t(`caseMatter.answer.${first.answer}`)}</strong>
          {first.party !== null && ` · ${first.party}`}
          {first.reason !== '' && ` · ${first.reason}`}
          {first.cites.map((one) => ` · ${t(`catalogue.list.${one.list}`)} ${one.code} ${one.condition}`)}
        </p>
      )}
      {ledger && !ledger.isNobody && (
        <p className="soft">
          {t('caseMatter.ledger')}（{t('caseMatter.since', { day: formatDay(ledger.since) })}）：
          {ledger.acts.length === 0
            ? t('caseMatter.ledgerClean')
            : t('caseMatter.ledgerActs', { n: ledger.acts.length })}
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
      {t('caseMatter.authority')}：{t('caseMatter.own', { kind: name, number: documentNumber })}
    </p>
  )
}
