import type { Manifest } from '@sightline/api/contract/dossier'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../time.ts'
import { When } from '../when.tsx'

/** Every exhibit's hashes as signed, manifest by manifest. */
export function Hashes({ manifests }: { readonly manifests: readonly Manifest[] }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('dossier.hashes')}>
      <p className="soft">{t('dossier.hashesHint')}</p>
      {manifests.map((manifest) => (
        <ManifestHashes key={manifest.chain.sequence} manifest={manifest} />
      ))}
    </section>
  )
}

function ManifestHashes({ manifest }: { readonly manifest: Manifest }) {
  const { t } = useTranslation()
  const { chain } = manifest
  return (
    <>
      <h3>{t('dossier.manifest', { stage: t(`code.stage.${manifest.stage}`) })}</h3>
      <p className="small">
        {t('dossier.sealedAt')} <When at={manifest.sealedAt} /> ·{' '}
        {t('dossier.chain', { key: chain.keyId, sequence: chain.sequence })}
        <br />
        {t('dossier.previousHash')} <code className="hash">{chain.previous ?? t('app.none')}</code>
      </p>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={manifest.exhibits}
        columns={[
          { title: t('dossier.name'), dataIndex: 'name' },
          { title: t('dossier.role'), render: (_, one) => t(`code.exhibitRole.${one.role}`) },
          { title: t('dossier.at'), render: (_, one) => <When at={one.at} /> },
          {
            title: t('dossier.size'),
            render: (_, one) => <span className="num">{formatBytes(one.bytes)}</span>,
          },
          {
            title: 'SHA-256 / SM3',
            render: (_, one) => (
              <>
                <code className="hash">{one.sha256}</code>
                <br />
                <code className="hash">{one.sm3}</code>
              </>
            ),
          },
        ]}
      />
    </>
  )
}
