import type { LedgerView } from '@sightline/api/contract/case-matter'
import { firstAnswers } from '@sightline/api/law/matter-guards'
import { Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../../app/time.ts'
import type { MatterField, MatterOption } from './matter-draft.ts'

/** Whether it is exempt as a first violation, beside what is on record; a reason either way (R8). */
export function FirstQuestion({
  option,
  matter,
  change,
}: MatterField & { readonly option: MatterOption | undefined }) {
  const { t } = useTranslation()
  if (option === undefined) return null
  const { first } = option.atAct.content
  return (
    <div className="matter-part" data-testid="first-question">
      <strong>{t('caseMatter.first')}</strong> <span className="small soft">{t('caseMatter.firstHint')}</span>
      {first !== '' && <p className="small">{first}</p>}
      <Input
        maxLength={80}
        aria-label={t('caseMatter.party')}
        placeholder={t('caseMatter.party')}
        value={matter.party}
        onChange={(event) => change({ party: event.target.value })}
      />
      <Ledger of={option.ledger} />
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        value={matter.answer}
        options={firstAnswers.map((value) => ({ value, label: t(`caseMatter.answer.${value}`) }))}
        onChange={(event) =>
          change({ answer: firstAnswers.find((one) => one === event.target.value) ?? null })
        }
      />
      {matter.answer === 'applies' && <p className="small warn">⚠ {t('caseMatter.endsIt')}</p>}
      {matter.answer !== null && (
        <Input.TextArea
          rows={2}
          maxLength={1000}
          aria-label={t('caseMatter.firstReason')}
          placeholder={t('caseMatter.firstReason')}
          value={matter.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      {option.lists.length > 0 && (
        <Select
          mode="multiple"
          className="wide-field"
          aria-label={t('caseMatter.cites')}
          placeholder={t('caseMatter.cites')}
          value={[...matter.cites]}
          options={option.lists.map(({ id, content }) => ({
            value: id,
            label: `${t(`catalogue.list.${content.list}`)} ${content.code} · ${content.condition}`,
          }))}
          onChange={(cites: string[]) => change({ cites })}
        />
      )}
    </div>
  )
}

/** What is on record of whom it is about; it decides nothing. */
export function Ledger({ of }: { readonly of: LedgerView }) {
  const { t } = useTranslation()
  const { isNobody, since, acts, reminders } = of
  if (isNobody) return <p className="small soft">{t('caseMatter.ledgerNobody')}</p>
  return (
    <div className="small" data-testid="ledger" data-acts={acts.length}>
      {t('facts.pair', {
        what: t('caseMatter.ledgerSince', { day: formatDay(since) }),
        text:
          acts.length === 0 ? t('caseMatter.ledgerClean') : t('caseMatter.ledgerActs', { n: acts.length }),
      })}
      {reminders.length > 0 && ` · ${t('caseMatter.ledgerReminders', { n: reminders.length })}`}
      {acts.length + reminders.length > 0 && (
        <ul className="problems">
          {acts.map(({ number, at, status }) => (
            <li key={`${at} ${number}`}>
              {formatDay(at)} {number} {t(`code.caseStatus.${status}`)}
            </li>
          ))}
          {reminders.map(({ at, isObeyed }) => (
            <li key={at}>
              {formatDay(at)} {t(isObeyed ? 'caseMatter.obeyed' : 'caseMatter.ignored')}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
