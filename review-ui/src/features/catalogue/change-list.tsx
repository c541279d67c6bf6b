import type { LawChange } from '@sightline/api/contract/catalogue'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKindName } from '../../app/kind-name.ts'
import { lawValue } from '../../app/law-value.ts'
import { fieldName } from '../../app/law-words.ts'

const colours: Readonly<Record<LawChange['change'], string>> = {
  new: 'green',
  same: 'default',
  changed: 'blue',
  gone: 'gold',
}

/** What a file changes of what is published, field by field; what is the same is counted only. */
export function ChangeList({ changes }: { readonly changes: readonly LawChange[] }) {
  const { t } = useTranslation()
  const saying = { t, kindName: useKindName() }
  const count = (change: LawChange['change']): number => changes.filter((one) => one.change === change).length
  const shown = changes.filter(({ change }) => change !== 'same')
  return (
    <div data-testid="law-changes">
      <p>
        <strong>{t('catalogue.changes')}</strong>{' '}
        {(['new', 'changed', 'same', 'gone'] as const).map((change) => (
          <Tag key={change} color={colours[change]}>
            {t(`catalogue.change.${change}`)} {count(change)}
          </Tag>
        ))}
      </p>
      {shown.length === 0 && <p className="soft">{t('catalogue.noChanges')}</p>}
      <ul className="catalogue-changes">
        {shown.map(({ key, name, change, fields }, i) => (
          <li key={`${key}.${i}`}>
            <Tag color={colours[change]}>{t(`catalogue.change.${change}`)}</Tag>
            <strong>{key}</strong> {name}
            {fields.map(({ field, from, to }) => (
              <div key={field} className="small">
                {fieldName(field, t)}: <del>{lawValue(field, from, saying)}</del>{' '}
                <ins>{lawValue(field, to, saying) || '—'}</ins>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {count('gone') > 0 && <p className="small soft">{t('catalogue.goneHint')}</p>}
    </div>
  )
}
