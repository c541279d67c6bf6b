import type { PhraseInForce, PhraseVersion } from '@sightline/api/contract/phrases'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { phrasesQuery } from '../../api/speech-queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { DecidePhrase } from './decide-phrase.tsx'
import { DraftDialog } from './draft-dialog.tsx'

/** What is said of each matter word for word: in force, drafted, and published by somebody else than who drafted it. */
export function PhrasesPage() {
  const { t } = useTranslation()
  const phrases = useQuery(phrasesQuery)
  const [drafting, setDrafting] = useState<PhraseInForce | null>(null)
  const inForce = useInForceColumns(setDrafting)
  const versions = useVersionColumns()
  return (
    <Page title={t('speech.phrases')}>
      <p className="soft">{t('speech.phrasesHint')}</p>
      <Loaded of={phrases}>
        {(data) => (
          <>
            <h2>{t('speech.inForce')}</h2>
            <Table
              rowKey="kind"
              size="small"
              pagination={false}
              scroll={{ x: 900 }}
              columns={inForce}
              dataSource={data.inForce}
            />
            <h2>{t('speech.drafts')}</h2>
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 900 }}
              columns={versions}
              dataSource={data.versions}
              locale={{
                emptyText: <Nothing title={t('speech.draftsEmpty')} hint={t('speech.draftsEmptyHint')} />,
              }}
            />
          </>
        )}
      </Loaded>
      {drafting && <DraftDialog before={drafting} onClose={() => setDrafting(null)} />}
    </Page>
  )
}

function Wording({ of: { zh, en } }: { readonly of: Pick<PhraseInForce, 'zh' | 'en'> }) {
  return (
    <>
      <div lang="zh">{zh}</div>
      <div lang="en" className="soft small">
        {en}
      </div>
    </>
  )
}

function Version({ version }: { readonly version: number }) {
  const { t } = useTranslation()
  return version === 0 ? t('speech.shipped') : `v${version}`
}

function useInForceColumns(onDraft: (phrase: PhraseInForce) => void): TableColumnsType<PhraseInForce> {
  const { t } = useTranslation()
  const may = useMay()
  const kindName = useKindName()
  const draft: TableColumnsType<PhraseInForce> = [
    {
      title: '',
      width: 90,
      render: (_, phrase) => (
        <Button size="small" data-draft={phrase.kind} onClick={() => onDraft(phrase)}>
          {t('speech.draft')}
        </Button>
      ),
    },
  ]
  return [
    { title: t('speech.ofKind'), width: 160, render: (_, { kind }) => kindName(kind) },
    { title: t('speech.words'), render: (_, phrase) => <Wording of={phrase} /> },
    {
      title: t('speech.isAutomatic'),
      width: 80,
      render: (_, { isAutomatic }) => isAutomatic && <Tag color="blue">{t('speech.isAutomatic')}</Tag>,
    },
    { title: t('speech.version'), width: 110, render: (_, phrase) => <Version {...phrase} /> },
    ...(may('catalogue.import') ? draft : []),
  ]
}

function useVersionColumns(): TableColumnsType<PhraseVersion> {
  const { t } = useTranslation()
  const kindName = useKindName()
  return [
    {
      title: t('speech.ofKind'),
      width: 160,
      render: (_, { kind, version }) => (
        <>
          {kindName(kind)} <Version version={version} />
        </>
      ),
    },
    {
      title: t('speech.words'),
      render: (_, one) => (
        <>
          <Wording of={one} />
          {one.isAutomatic && <Tag color="blue">{t('speech.isAutomatic')}</Tag>}
          {one.clipSha256 !== null && (
            <Tag>
              {t('speech.hasClip')} <code>{one.clipSha256.slice(0, 12)}</code>
            </Tag>
          )}
        </>
      ),
    },
    {
      title: t('speech.draftedBy'),
      width: 170,
      render: (_, { draftedBy, draftedAt }) => (
        <>
          {draftedBy.name} <When at={draftedAt} />
        </>
      ),
    },
    { title: t('speech.decided'), width: 210, render: (_, one) => <DecidePhrase of={one} /> },
  ]
}
