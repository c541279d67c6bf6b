import './matter-question.css'
import { Alert, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { AsksMore } from '../../../app/evidence/asks-more.tsx'
import { LimitedTo } from '../../../app/limited-to.tsx'
import { tierText } from '../../../app/law-words.ts'
import { AuthorityNote } from './authority-note.tsx'
import { FirstQuestion } from './first-question.tsx'
import { asksWhy, optionOf, type MatterField, type MatterOption } from './matter-draft.ts'
import type { ReviewDesk } from './use-review.ts'

/** The matter by the law of the day of the act, the tier as a hint, who may handle it, and the first-violation question. */
export function MatterQuestion({ desk }: { readonly desk: ReviewDesk }) {
  const { t } = useTranslation()
  const { data, error, retry } = desk.matters
  if (error !== null && data === undefined) return <FailureNote error={error} onRetry={retry} />
  if (data === undefined) return null
  const { matter } = desk.draft
  const change: MatterField['change'] = (part) =>
    desk.edit((now) => ({ ...now, matter: { ...now.matter, ...part } }))
  const option = optionOf(data.options, matter.matterId)
  if (data.options.length === 0)
    return (
      <fieldset data-testid="matter-question">
        <legend>{t('caseMatter.title')}</legend>
        <Alert type="warning" showIcon title={t('caseMatter.none')} description={t('caseMatter.noneHint')} />
        <Limit at={data.limitedTo} />
      </fieldset>
    )
  return (
    <fieldset data-testid="matter-question">
      <legend>{t('caseMatter.title')}</legend>
      <p className="small soft">{t('caseMatter.hint')}</p>
      {data.namedBefore.length > 0 && <p className="small">{t('caseMatter.namedBefore')}</p>}
      <Select
        className="wide-field"
        aria-label={t('caseMatter.choose')}
        placeholder={t('caseMatter.choose')}
        value={option?.atAct.id ?? null}
        options={data.options.map(({ atAct: { id, content } }) => ({
          value: id,
          label: `${content.code} ${content.name}`,
        }))}
        onChange={(matterId: string | null) => change({ matterId, lawReason: '', tierNo: null, cites: [] })}
      />
      {option && (
        <>
          <Version option={option} matter={matter} change={change} />
          <AsksMore points={option.asksMore} />
          <Tier option={option} matter={matter} change={change} />
          <AuthorityNote of={option.authority} desk={desk} />
        </>
      )}
      <Limit at={data.limitedTo} />
      <FirstQuestion option={option ?? data.options[0]} matter={matter} change={change} />
    </fieldset>
  )
}

function Limit({ at }: { readonly at: number }) {
  const { t } = useTranslation()
  return (
    <p className="small">
      {t('caseMatter.limitedTo')} <LimitedTo at={at} />
    </p>
  )
}

type OfOption = MatterField & { readonly option: MatterOption }

/** The law of the act; where another took its place since, both, and why by this one (R10). */
function Version({ option, matter, change }: OfOption) {
  const { t } = useTranslation()
  const { atAct, now } = option
  const chosen = now !== null && matter.matterId === now.id ? now : atAct
  const { violates, penalty, documentNumber } = chosen.content
  const pair = (what: 'atAct' | 'now', of: MatterOption['atAct']): string =>
    t('facts.pair', { what: t(`caseMatter.${what}`), text: of.content.violates })
  return (
    <>
      {now !== null && (
        <>
          <p className="small warn">⚠ {t('caseMatter.lawChanged')}</p>
          <Radio.Group
            className="matter-versions"
            aria-label={t('caseMatter.choice')}
            value={chosen.id}
            options={[
              { value: atAct.id, label: pair('atAct', atAct) },
              { value: now.id, label: pair('now', now) },
            ]}
            onChange={(event) => change({ matterId: String(event.target.value), tierNo: null })}
          />
        </>
      )}
      {now === null && option.isOver && <p className="small warn">⚠ {t('caseMatter.lawOver')}</p>}
      {asksWhy(option) && (
        <Input.TextArea
          rows={2}
          maxLength={1000}
          aria-label={t('caseMatter.lawReason')}
          placeholder={t('caseMatter.lawReason')}
          value={matter.lawReason}
          onChange={(event) => change({ lawReason: event.target.value })}
        />
      )}
      <p className="small">
        {t('caseMatter.violates')} {violates}
        <br />
        {t('caseMatter.penalty')} {penalty}
        <br />
        <span className="soft">
          {t('caseMatter.document')} {documentNumber}
        </span>
        {option.isEnteredLater && <span className="warn"> ⚠ {t('caseMatter.enteredLater')}</span>}
      </p>
    </>
  )
}

const noTier = -1

/** Which tier the facts speak for: a hint for whoever decides. */
function Tier({ option, matter, change }: OfOption) {
  const { t } = useTranslation()
  const chosen = matter.matterId === option.now?.id ? option.now : option.atAct
  const { tiers } = chosen?.content ?? option.atAct.content
  if (tiers.length === 0) return null
  return (
    <div className="matter-part">
      <strong>{t('caseMatter.tier')}</strong> <span className="small soft">{t('caseMatter.tierHint')}</span>
      <Select
        className="wide-field"
        aria-label={t('caseMatter.tier')}
        value={matter.tierNo ?? noTier}
        options={[
          { value: noTier, label: t('caseMatter.tierNone') },
          ...tiers.map((tier, value) => ({ value, label: tierText(tier, t) })),
        ]}
        onChange={(no: number) => change({ tierNo: no === noTier ? null : no })}
      />
      {matter.tierNo !== null && (
        <Input.TextArea
          rows={2}
          maxLength={1000}
          aria-label={t('caseMatter.tierFacts')}
          placeholder={t('caseMatter.tierFacts')}
          value={matter.tierFacts}
          onChange={(event) => change({ tierFacts: event.target.value })}
        />
      )}
    </div>
  )
}
