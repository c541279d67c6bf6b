import './hours.css'
import type { HoursSpan } from '@sightline/detectors/finding'
import { Button, Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { isOvernight, minuteText, toEndMinute, toMinute } from './hours.ts'

const week = [1, 2, 3, 4, 5, 6, 7] as const
const firstSpan: HoursSpan = { days: [1, 2, 3, 4, 5], fromMinute: 7 * 60, toMinute: 21 * 60 }

/** When the zone applies. No hours: always. */
export function HoursEditor(props: {
  readonly hours: readonly HoursSpan[]
  readonly onChange: (hours: readonly HoursSpan[]) => void
}) {
  const { hours, onChange } = props
  const { t } = useTranslation()
  return (
    <fieldset className="hours">
      <legend>{t('sources.hours')}</legend>
      {hours.length === 0 && <p className="soft small">{t('sources.hoursAlways')}</p>}
      {hours.map((span, i) => (
        <Span
          key={i}
          span={span}
          onChange={(next) => onChange(hours.with(i, next))}
          onRemove={() => onChange(hours.toSpliced(i, 1))}
        />
      ))}
      <Button size="small" disabled={hours.length >= 28} onClick={() => onChange([...hours, firstSpan])}>
        {t('sources.hoursAdd')}
      </Button>
    </fieldset>
  )
}

function Span(props: {
  readonly span: HoursSpan
  readonly onChange: (span: HoursSpan) => void
  readonly onRemove: () => void
}) {
  const { span, onChange } = props
  const { t } = useTranslation()
  return (
    <div className="hours-span">
      <Checkbox.Group<number>
        value={[...span.days]}
        options={week.map((day) => ({ value: day, label: t(`sources.day${day}`) }))}
        onChange={(days) => days.length > 0 && onChange({ ...span, days: days.toSorted((a, b) => a - b) })}
      />
      <Input
        type="time"
        aria-label={t('sources.hoursFrom')}
        value={minuteText(span.fromMinute)}
        onChange={(event) =>
          onChange({ ...span, fromMinute: toMinute(event.target.value) ?? span.fromMinute })
        }
      />
      –
      <Input
        type="time"
        aria-label={t('sources.hoursTo')}
        value={minuteText(span.toMinute)}
        onChange={(event) =>
          onChange({ ...span, toMinute: toEndMinute(event.target.value) ?? span.toMinute })
        }
      />
      {isOvernight(span) && <span className="soft small">{t('sources.hoursOvernight')}</span>}
      <Button size="small" type="link" danger onClick={props.onRemove}>
        {t('app.remove')}
      </Button>
    </div>
  )
}
