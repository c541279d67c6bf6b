import type { LawEntryView } from '@sightline/api/contract/catalogue'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Nothing } from '../../app/empty.tsx'
import { useScreen } from '../../app/screen.tsx'
import { daysText, nameOf, standColour, standOf } from '../../app/law-words.ts'

interface Props {
  readonly items: readonly LawEntryView[]
  readonly onShow: (entry: LawEntryView) => void
}

/** Every row in every version, and where it stands. */
export function EntryTable({ items, onShow }: Props) {
  const { t } = useTranslation()
  const columns = useColumns(onShow)
  return (
    <section className="panel catalogue-panel" aria-label={t('catalogue.entries')}>
      <h2>{t('catalogue.entries')}</h2>
      <Table
        size="small"
        rowKey="id"
        scroll={{ x: 820 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={columns}
        dataSource={items.filter(({ state }) => state !== 'refused')}
        locale={{ emptyText: <Nothing title={t('catalogue.empty')} hint={t('catalogue.emptyHint')} /> }}
      />
    </section>
  )
}

function useColumns(onShow: Props['onShow']): TableColumnsType<LawEntryView> {
  const { t } = useTranslation()
  const { now } = useScreen()
  return [
    { title: t('catalogue.field.code'), width: 110, render: (_, { content }) => codeOf(content, t) },
    {
      title: t('catalogue.field.name'),
      render: (_, entry) => (
        <>
          <Button type="link" className="catalogue-name" onClick={() => onShow(entry)}>
            {nameOf(entry.content)}
          </Button>
          <About content={entry.content} />
        </>
      ),
    },
    {
      title: t('catalogue.field.documentNumber'),
      render: (_, { content }) => (
        <>
          {content.documentNumber || '—'}
          <div className="small soft">{content.publishedOn}</div>
        </>
      ),
    },
    { title: t('catalogue.days'), width: 200, render: (_, { content }) => daysText(content, t) },
    {
      title: t('catalogue.state.published'),
      width: 120,
      render: (_, entry) => {
        const stand = standOf(entry, now())
        return <Tag color={standColour[stand] ?? 'default'}>{t(`catalogue.state.${stand}`)}</Tag>
      },
    },
  ]
}

type Content = LawEntryView['content']
const codeOf = (content: Content, t: TFunction): string =>
  'agency' in content
    ? content.matterCode
    : 'list' in content
      ? `${t(`catalogue.list.${content.list}`)} ${content.code}`
      : content.code

function About({ content }: { readonly content: Content }) {
  const { t } = useTranslation()
  if ('agency' in content)
    return (
      <div className="small soft">
        {t(`catalogue.authorityKind.${content.kind}`)} · {content.regionName} {content.regionCode}
      </div>
    )
  if ('list' in content) return <div className="small soft">{content.basis}</div>
  return (
    <div className="small soft">
      {content.violates} · {t('catalogue.field.tiers')} {content.tiers.length}{' '}
      {content.flags.map((flag) => (
        <Tag key={flag}>{t(`catalogue.flag.${flag}`)}</Tag>
      ))}
      {content.unsure.length > 0 && <Tag color="gold">{t('catalogue.unsureTag')}</Tag>}
    </div>
  )
}
