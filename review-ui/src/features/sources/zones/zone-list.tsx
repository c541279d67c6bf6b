import type { RuleSight, Source } from '@sightline/api/contract/sources'
import type { Rule, Zone } from '@sightline/api/contract/zones'
import { violationKinds } from '@sightline/detectors/finding'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { rulesQuery, zonesQuery } from '../../../api/queries.ts'
import { hoursText } from '../../../app/hours/hours.ts'
import { useKindName } from '../../../app/kind-name.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { useMay } from '../../../app/session.tsx'
import { type Idle, idleFor } from '../rules/idle.ts'
import { IdleTags } from '../rules/idle-tags.tsx'
import { RuleDialog } from '../rules/rule-dialog.tsx'
import { SightTags } from '../sight/sight-tags.tsx'

type State = Pick<Source['state'], 'classes' | 'sights'>

interface Asked {
  readonly zone: Zone
  readonly rule: Rule | null
}

/** In the order of the rule table, which is that of the list to choose from. */
const inOrder = (rules: readonly Rule[]): readonly Rule[] =>
  rules.toSorted((a, b) => violationKinds.indexOf(a.kind) - violationKinds.indexOf(b.kind))

/** The zones of a source, each with the rules that are bound to it. */
export function ZoneList({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const may = useMay()
  const zones = useQuery(zonesQuery(source.id))
  const rules = useQuery(rulesQuery(source.id))
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <section className="panel" aria-label={t('sources.zones')}>
      <h2>{t('sources.zones')}</h2>
      <Loaded of={zones}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="soft">{t('sources.zonesEmpty')}</p>}
            {items.map((zone) => (
              <ZoneRow
                key={zone.id}
                zone={zone}
                state={source.state}
                rules={inOrder(rules.data?.items ?? []).filter((rule) => rule.zoneId === zone.id)}
                onRule={(rule) => setAsked({ zone, rule })}
              />
            ))}
          </>
        )}
      </Loaded>
      {may('zones.write') && (
        <Link to={`/sources/${source.id}/zones/new`}>
          <Button type="primary" tabIndex={-1}>
            {t('sources.zoneNew')}
          </Button>
        </Link>
      )}
      {asked && <RuleDialog {...asked} classes={source.state.classes} onClose={() => setAsked(null)} />}
    </section>
  )
}

function ZoneRow(props: {
  readonly zone: Zone
  readonly state: State
  readonly rules: readonly Rule[]
  readonly onRule: (rule: Rule | null) => void
}) {
  const { zone, rules } = props
  const { t } = useTranslation()
  const may = useMay()
  const days = (n: number): string => t(`sources.day${n as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)
  return (
    <div data-testid="zone">
      <div className="zone-row">
        <strong>{zone.name}</strong>
        <Tag>{t('sources.zoneVersion', { version: zone.version })}</Tag>
        {!zone.active && <Tag color="orange">{t('sources.zoneInactive')}</Tag>}
        <span className="grow soft small">
          {zone.hours.length === 0
            ? t('sources.hoursAlways')
            : zone.hours.map((span) => hoursText(span, days)).join('；')}
        </span>
        {may('zones.write') && (
          <Link to={`/sources/${zone.sourceId}/zones/${zone.id}`}>{t('sources.zoneEdit')}</Link>
        )}
        {may('rules.write') && (
          <Button size="small" onClick={() => props.onRule(null)}>
            {t('sources.ruleAdd')}
          </Button>
        )}
      </div>
      {rules.length === 0 && <p className="rule-row warn small">⚠ {t('sources.ruleNone')}</p>}
      {rules.map((rule) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          idle={idleFor({ rule, zone, classes: props.state.classes })}
          sight={props.state.sights?.find(({ ruleId }) => ruleId === rule.id)}
          onEdit={() => props.onRule(rule)}
        />
      ))}
    </div>
  )
}

function RuleRow(props: {
  readonly rule: Rule
  readonly idle: readonly Idle[]
  readonly sight: RuleSight | undefined
  readonly onEdit: () => void
}) {
  const { rule, idle, sight, onEdit } = props
  const { t } = useTranslation()
  const may = useMay()
  const kindName = useKindName()
  return (
    <div className="rule-row" data-testid="rule">
      <span>{kindName(rule.kind)}</span>
      <Tag>{t('sources.zoneVersion', { version: rule.version })}</Tag>
      {!rule.enabled && <Tag color="orange">{t('sources.ruleDisabled')}</Tag>}
      <IdleTags rule={rule} reasons={idle} />
      <SightTags sight={sight} kindName={kindName(rule.kind)} />
      {may('rules.write') && (
        <Button size="small" type="link" onClick={onEdit}>
          {t('sources.ruleEdit')}
        </Button>
      )}
    </div>
  )
}
