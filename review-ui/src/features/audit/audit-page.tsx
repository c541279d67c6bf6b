import type { AuditEntry } from '@sightline/api/contract/audit'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Input, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { auditQuery, peopleQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { actionWord } from '../../app/evidence/words.ts'
import { FactLines } from '../../app/facts/fact-lines.tsx'
import { sayFacts, saySubject } from '../../app/facts/say-facts.ts'
import { sayActor, useSaying } from '../../app/facts/saying.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'

/** The audit trail, newest first; the address holds the subject that is asked about. */
export function AuditPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const subject = search.get('subject') ?? ''
  const entries = useInfiniteQuery(auditQuery(subject))
  const show = (next: string): void => setSearch(next.trim() === '' ? {} : { subject: next.trim() })
  const columns = useColumns(show)
  return (
    <Page
      title={t('audit.title')}
      actions={
        <Input.Search
          key={subject}
          className="audit-search"
          allowClear
          defaultValue={subject}
          aria-label={t('audit.subject')}
          placeholder={t('audit.subjectHint')}
          enterButton={t('audit.search')}
          onSearch={show}
        />
      }
    >
      <p className="soft">{t('audit.chain')}</p>
      <Loaded of={entries}>
        {({ pages }) => (
          <>
            <Table
              rowKey="sequence"
              size="small"
              pagination={false}
              scroll={{ x: 1000 }}
              columns={columns}
              dataSource={pages.flatMap((page) => page.items)}
              locale={{ emptyText: <Nothing title={t('audit.empty')} /> }}
            />
            {entries.hasNextPage && (
              <Button
                block
                className="more"
                loading={entries.isFetchingNextPage}
                onClick={() => void entries.fetchNextPage()}
              >
                {t('app.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(show: (subject: string) => void): TableColumnsType<AuditEntry> {
  const { t } = useTranslation()
  const may = useMay()
  const { data: people } = useQuery({ ...peopleQuery, enabled: may('people.read') })
  const saying = useSaying(people?.items ?? [])
  return [
    { title: t('audit.sequence'), dataIndex: 'sequence', width: 80 },
    { title: t('audit.at'), render: (_, one) => <When at={one.at} />, width: 180 },
    { title: t('audit.actor'), render: (_, one) => sayActor(one.actor, saying), width: 160 },
    {
      title: t('audit.action'),
      width: 130,
      render: (_, one) => {
        const word = actionWord(one.action)
        return word === null ? one.action : t(word)
      },
    },
    {
      title: t('audit.subject'),
      width: 220,
      render: (_, one) => (
        <Button
          type="link"
          size="small"
          className="audit-subject"
          title={one.subject}
          onClick={() => show(one.subject)}
        >
          {saySubject(one.subject, saying)}
        </Button>
      ),
    },
    {
      title: t('audit.facts'),
      render: (_, one) => <FactLines of={sayFacts(one, saying)} />,
    },
    {
      title: t('audit.hash'),
      width: 120,
      render: (_, one) => (
        <code className="hash" title={one.hash}>
          {one.hash.slice(0, 12)}…
        </code>
      ),
    },
  ]
}
