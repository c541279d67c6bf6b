import type { Alert, AlertAction } from '@sightline/api/contract/alerts'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { call } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import { useFailureText } from './failure.tsx'

export interface Act {
  readonly id: string
  readonly action: AlertAction
}

/** Claim, release, dismiss, restore, pass on. A refusal is told in words, and the newest state is fetched either way. */
export function useAlertAction(onDone: (alert: Alert, act: Act) => void) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const failureText = useFailureText()
  return useMutation({
    mutationFn: ({ id, action }: Act) => call(routes.alerts.act, { params: { id }, body: action }),
    onSuccess: onDone,
    onError: (error) => void message.error(failureText(error)),
    onSettled: (_data, _error, { id }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.alerts }),
        queries.invalidateQueries({ queryKey: keys.alert(id) }),
      ]),
  })
}
