import type { Source } from '@sightline/api/contract/sources'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rulesQuery, zonesQuery } from '../../../api/queries.ts'
import { useKindName } from '../../../app/kind-name.ts'
import { useSightText } from './use-sight-text.ts'

/** The rules of a source that say nothing on its view, each with the reason; nothing where all speak. */
export function SilentRules({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const zones = useQuery(zonesQuery(source.id))
  const rules = useQuery(rulesQuery(source.id))
  const kindName = useKindName()
  const text = useSightText()
  const lines = (source.state.sights ?? [])
    .filter(({ silent }) => silent !== null)
    .flatMap((sight) => {
      const rule = rules.data?.items.find(({ id }) => id === sight.ruleId)
      const zone = zones.data?.items.find(({ id }) => id === rule?.zoneId)
      const told = rule && text(sight, kindName(rule.kind))
      return rule && zone && told
        ? [{ key: rule.id, title: `${zone.name} · ${kindName(rule.kind)}`, told }]
        : []
    })
  if (lines.length === 0) return null
  return (
    <ul className="troubles small" data-testid="silent-rules">
      {lines.map(({ key, title, told }) => (
        <li key={key}>
          <strong className="warn">{t('sight.silent', { rule: title })}</strong> {told.name}。
          {t('sources.whatToDo', { help: told.help })}
        </li>
      ))}
    </ul>
  )
}
