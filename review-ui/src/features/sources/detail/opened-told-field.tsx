import { openedTolds, type OpenedTold } from '@sightline/api/law/opened-told'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'

/** What the field holds where the source says nothing of its own. */
const byKind = 'kind'
export type ToldChoice = OpenedTold | typeof byKind

export const toChoice = (told: OpenedTold | null): ToldChoice => told ?? byKind
export const toTold = (choice: ToldChoice): OpenedTold | null => (choice === byKind ? null : choice)

/** Who hears of a finding of this source while its grace runs. */
export function OpenedToldField() {
  const { t } = useTranslation()
  const options = [
    { value: byKind, label: t('opened.toldByKind') },
    ...openedTolds.map((value) => ({ value, label: t(`opened.toldName.${value}`) })),
  ]
  return (
    <Form.Item name="told" label={t('opened.told')} extra={t('opened.toldHint')}>
      <Select options={options} data-testid="opened-told" />
    </Form.Item>
  )
}
