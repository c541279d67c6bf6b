import './models.css'
import type { OwnManifestText } from '@sightline/api/contract/models'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { Page } from '../../app/page.tsx'
import { ManifestEditor } from './manifest-editor.tsx'
import { exampleManifest, readManifest, toManifestText } from './manifest-text.ts'

/** A manifest, begun from the example; saved it is a draft, and its page asks for the file. */
export function NewModelPage() {
  const { t } = useTranslation()
  const [text, setText] = useState(() => toManifestText(exampleManifest))
  const read = readManifest(text)
  const create = useCreate()
  return (
    <Page title={t('models.add')} actions={<Link to="/models">{t('models.title')}</Link>}>
      <section className="panel model-new" aria-label={t('models.manifest')}>
        <h2>{t('models.manifest')}</h2>
        <ManifestEditor text={text} problems={'problems' in read ? read.problems : []} onChange={setText}>
          <Button
            type="primary"
            disabled={'problems' in read}
            loading={create.isPending}
            onClick={() => 'manifest' in read && create.mutate(read.manifest)}
          >
            {t('models.create')}
          </Button>
          <Button onClick={() => setText(toManifestText(exampleManifest))}>
            {t('models.exampleInsert')}
          </Button>
        </ManifestEditor>
        <p className="soft small">{t('models.manifestNext')}</p>
        {create.error && <FailureNote error={create.error} />}
      </section>
    </Page>
  )
}

function useCreate() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (manifest: OwnManifestText) => call(routes.models.create, { body: { manifest } }),
    onSuccess: async ({ id, manifest }) => {
      void message.success(t('models.created', { name: manifest.name }))
      await queries.invalidateQueries({ queryKey: keys.models })
      await navigate(`/models/${id}`, { state: { focus: 'file' } })
    },
  })
}
