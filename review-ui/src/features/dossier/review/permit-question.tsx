import './permit-question.css'
import { permitAnswers } from '@sightline/api/law/permits'
import { Input, Radio, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { useHoursText } from '../../../app/hours/use-hours-text.ts'
import { needsReason, type PermitDraft, type PermitItem, type PermitsSeen } from './permit-draft.ts'
import type { ReviewDesk } from './use-review.ts'

/** 有许可 / 无许可 / 未查明, beside all permits of that place and time; nothing for kinds that no permit allows. */
export function PermitQuestion({ desk }: { readonly desk: ReviewDesk }) {
  const { t } = useTranslation()
  const { draft, edit, permits } = desk
  if (!permits.isAsked) return null
  const { permit } = draft
  const change = (part: Partial<PermitDraft>): void =>
    edit((now) => ({ ...now, permit: { ...now.permit, ...part } }))
  const isNeeded = needsReason(permit, permits)
  const reason = !isNeeded ? 'reason' : permit.answer === 'unknown' ? 'reasonUnknown' : 'reasonMatch'
  return (
    <fieldset data-testid="permit-question">
      <legend>{t('permits.question')}</legend>
      <p className="small soft">{t('permits.questionHint')}</p>
      <Listed permits={permits} />
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        value={permit.answer}
        disabled={permits.items === null || permits.error !== null}
        options={permitAnswers.map((value) => ({ value, label: t(`permits.${value}`) }))}
        onChange={(event) =>
          change({ answer: permitAnswers.find((one) => one === event.target.value) ?? null })
        }
      />
      {permit.answer === 'has' && <p className="warn small">⚠ {t('permits.hasHint')}</p>}
      {(isNeeded || permit.reason !== '') && (
        <Input.TextArea
          rows={2}
          maxLength={500}
          aria-label={t('permits.reason')}
          placeholder={t(`permits.${reason}`)}
          value={permit.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
    </fieldset>
  )
}

function Listed({ permits }: { readonly permits: PermitsSeen }) {
  const { t } = useTranslation()
  const { items, forPlate, error, retry } = permits
  if (error !== null) return <FailureNote error={error} onRetry={retry} />
  if (items === null)
    return (
      <p className="small soft" role="status">
        {t('permits.listedLoading')}
      </p>
    )
  if (items.length === 0) return <p className="small">{t('permits.listedNone')}</p>
  return (
    <details open className="permit-listed">
      <summary>{t('permits.listed', { n: items.length })}</summary>
      <p className="small soft">{t('permits.listedHint')}</p>
      <ul>
        {items.map((item) => (
          <Hit key={item.id} item={item} isForPlate={forPlate?.includes(item) === true} />
        ))}
      </ul>
      {forPlate?.length === 0 && <p className="small">{t('permits.plateNoMatch')}</p>}
    </details>
  )
}

function Hit({ item, isForPlate }: { readonly item: PermitItem; readonly isForPlate: boolean }) {
  const { t } = useTranslation()
  const hours = useHoursText()
  return (
    <li data-permit={item.number}>
      <strong>{t(`permits.kindName.${item.kind}`)}</strong> {item.number} · {item.holder}
      {item.plate !== null && ` · ${item.plate}`}
      {item.stall !== null && ` · ${item.stall}`}
      <br />
      <span className="small soft">
        {item.fromDay} – {item.toDay} {hours(item.hours)}
        {item.note !== '' && ` · ${item.note}`}
      </span>{' '}
      {item.cover === 'part' && <Tag color="gold">{t('permits.coverPart')}</Tag>}
      {item.later !== null && <Tag color="gold">{t(`permits.laterName.${item.later}`)}</Tag>}
      {isForPlate && <Tag color="blue">{t('permits.plateMatches')}</Tag>}
      {item.machineMatches === true && <Tag>{t('permits.machineMatches')}</Tag>}
    </li>
  )
}
