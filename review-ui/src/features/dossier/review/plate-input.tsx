import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normalPlate, plateKindOf, provinces } from '@sightline/api/law/plate'
import { digits, letters, suffixes } from './plate.ts'

const maxPlaces = 10

/** A plate, typed from the picture alone: no reading is offered. Characters that are hard to type have keys. */
export function PlateInput(props: {
  readonly value: string
  readonly onChange: (plate: string) => void
  readonly onEnter: () => void
}) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const set = (text: string): void => props.onChange((normalPlate(text) ?? '').slice(0, maxPlaces))
  const isOdd = normalPlate(props.value) !== null && plateKindOf(props.value) === null
  return (
    <div className="plate">
      <label htmlFor="plate">{t('dossier.plate')}</label>
      <div className="plate-row">
        <Input
          id="plate"
          size="large"
          className="plate-box"
          autoComplete="off"
          spellCheck={false}
          value={props.value}
          maxLength={12}
          aria-describedby="plate-hint"
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={() => set(props.value)}
          onPressEnter={(event) => {
            if (event.nativeEvent.isComposing) return
            set(props.value)
            props.onEnter()
          }}
        />
        <Button size="large" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('dossier.plateKeys')}
        </Button>
      </div>
      <p id="plate-hint" className="small soft">
        {t('dossier.plateHint')}
      </p>
      {isOdd && (
        <p className="warn small" role="note">
          ⚠ {t('dossier.plateOdd')}
        </p>
      )}
      {isOpen && <PlateKeys value={props.value} onChange={set} />}
    </div>
  )
}

function PlateKeys({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (plate: string) => void
}) {
  const { t } = useTranslation()
  const isFirst = value === ''
  const rows = isFirst ? [provinces] : [letters, [...digits, ...suffixes]]
  return (
    <div
      className="plate-keys"
      role="group"
      aria-label={isFirst ? t('dossier.plateProvinces') : t('dossier.plateLetters')}
    >
      {rows.map((row) => (
        <div key={row[0]}>
          {row.map((key) => (
            <button key={key} type="button" onClick={() => onChange(value + key)}>
              {key}
            </button>
          ))}
        </div>
      ))}
      <button type="button" className="wide" disabled={isFirst} onClick={() => onChange(value.slice(0, -1))}>
        ⌫ {t('dossier.plateDelete')}
      </button>
    </div>
  )
}
