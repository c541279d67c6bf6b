import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { Descriptions } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKindName } from '../../app/kind-name.ts'
import { bandText, daysText, fieldName, stricterText, tierText } from '../../app/law-words.ts'

type Content = LawEntryView['content']
type Matter = Extract<Content, { violates: string }>

/** Everything that a row says. */
export function LawFacts({ content }: { readonly content: Content }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const own: readonly (readonly [string, ReactNode])[] =
    'violates' in content
      ? matterRows(content, kindName, t)
      : 'agency' in content
        ? [
            ['matterCode', content.matterCode],
            ['agency', content.agency],
            ['regionName', `${content.regionName} ${content.regionCode}`],
            ['kind', t(`catalogue.authorityKind.${content.kind}`)],
            ['onBehalfOf', content.onBehalfOf],
          ]
        : [
            ['list', t(`catalogue.list.${content.list}`)],
            ['matterCode', content.matterCode],
            ['condition', content.condition],
            ['basis', content.basis],
          ]
  const rows = [
    ...own,
    ['documentNumber', content.documentNumber] as const,
    ['publishedOn', content.publishedOn] as const,
    ['sourceUrl', <Address key="url" url={content.sourceUrl} />] as const,
    ['fromDay', daysText(content, t)] as const,
  ]
  return (
    <Descriptions
      size="small"
      column={1}
      bordered
      items={rows.map(([field, children]) => ({
        key: field,
        label: fieldName(field, t),
        children: children === '' || children === null ? '—' : children,
      }))}
    />
  )
}

const Address = ({ url }: { readonly url: string }) =>
  url === '' ? (
    '—'
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  )

function matterRows(
  matter: Matter,
  kindName: ReturnType<typeof useKindName>,
  t: TFunction,
): readonly (readonly [string, ReactNode])[] {
  return [
    ['code', matter.code],
    ['kinds', matter.kinds.map(kindName).join('、')],
    ['violates', matter.violates],
    ['penalty', matter.penalty],
    ['penaltyKinds', matter.penaltyKinds.map((kind) => t(`catalogue.penaltyKind.${kind}`)).join('、')],
    ['person', matter.person ? bandText(matter.person) : '—'],
    ['unit', matter.unit ? bandText(matter.unit) : '—'],
    [
      'tiers',
      matter.tiers.length === 0 ? (
        t('catalogue.noTiers')
      ) : (
        <ol className="problems">
          {matter.tiers.map((tier, i) => (
            <li key={i}>{tierText(tier, t)}</li>
          ))}
        </ol>
      ),
    ],
    ['first', matter.first],
    ['lookBackMonths', String(matter.lookBackMonths)],
    ['mode', matter.mode ? t(`modes.modeName.${matter.mode}`) : '—'],
    ['flags', matter.flags.map((flag) => t(`catalogue.flag.${flag}`)).join('、')],
    ['profile', <AsksOfPictures key="profile" of={matter} />],
    ...(matter.unsure.length === 0
      ? []
      : [
          [
            'unsure',
            <span key="u" className="warn">
              {matter.unsure.join('；')}
            </span>,
          ] as const,
        ]),
  ]
}

function AsksOfPictures({ of: { profile } }: { readonly of: Matter }) {
  const { t } = useTranslation()
  const asked = stricterText(profile, t)
  if (asked.length === 0) return <span className="soft">{t('stricter.none')}</span>
  return (
    <ul className="problems" data-testid="matter-profile">
      {asked.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}
