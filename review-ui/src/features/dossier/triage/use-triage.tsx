import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Act, useAlertAction } from '../../../app/alert-action.ts'

const doneWords = {
  claim: 'dossier.claimed',
  release: 'dossier.released',
  dismiss: 'dossier.dismissed',
  restore: 'dossier.restored',
  pass_on: 'dossier.passedOn',
} as const

export type Triage = ReturnType<typeof useTriage>

/** The moves with what is said after each; a dismissal can be undone from its own message. */
export function useTriage() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const undo = useAlertAction(() => void message.success(t('dossier.restored')))
  return useAlertAction((alert, { action }: Act) => {
    const word = t(doneWords[action.action])
    if (action.action !== 'dismiss') return void message.success(word)
    const key = `undo-${alert.id}`
    const restore = (): void => {
      message.destroy(key)
      undo.mutate({ id: alert.id, action: { action: 'restore', version: alert.version } })
    }
    void message.open({
      key,
      type: 'success',
      duration: 10,
      content: (
        <>
          {word}{' '}
          <Button size="small" type="link" onClick={restore}>
            {t('dossier.undo')}
          </Button>
        </>
      ),
    })
  })
}
