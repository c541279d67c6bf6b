import type { Model, OwnManifestText } from '@sightline/api/contract/models'
import { routes } from '@sightline/api/contract/routes'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { FailureNote } from '../../app/failure.tsx'
import { ManifestEditor } from './manifest-editor.tsx'
import { readManifest, toManifestText } from './manifest-text.ts'
import { useChanged } from './use-changed.ts'

/** What was typed, and the version it was typed over: another admin's change in between is refused, not lost. */
interface Draft {
  readonly text: string
  readonly version: number
}

export function ManifestPanel({ model, mayChange }: { readonly model: Model; readonly mayChange: boolean }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft | null>(null)
  const text = draft?.text ?? toManifestText(model.manifest)
  const read = readManifest(text)
  const save = useSave(model.id, () => setDraft(null))
  return (
    <section className="panel" aria-label={t('models.manifest')}>
      <h2>1. {t('models.manifest')}</h2>
      <ManifestEditor
        text={text}
        problems={'problems' in read ? read.problems : []}
        readOnly={!mayChange}
        onChange={(next) => setDraft({ text: next, version: draft?.version ?? model.version })}
      >
        {draft && (
          <>
            <Button
              type="primary"
              disabled={'problems' in read}
              loading={save.isPending}
              onClick={() => 'manifest' in read && save.mutate({ version: draft.version, ...read })}
            >
              {t('models.saveManifest')}
            </Button>
            <Button onClick={() => setDraft(null)}>{t('models.discard')}</Button>
          </>
        )}
      </ManifestEditor>
      {save.error && draft && <FailureNote error={save.error} />}
    </section>
  )
}

function useSave(id: string, onSaved: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useChanged()
  return useMutation({
    mutationFn: (body: { version: number; manifest: OwnManifestText }) =>
      call(routes.models.changeManifest, { params: { id }, body }),
    onSuccess: async (model) => {
      await changed(model)
      onSaved()
      void message.success(t('models.saved'))
    },
  })
}
