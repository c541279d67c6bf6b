import type { AlertReminders, AskReminder } from '@sightline/api/contract/reminders'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { remindersKey, remindersQuery } from '../../api/speech-queries.ts'
import { useFailureText } from '../failure.tsx'

export type Asked = Omit<AskReminder, 'key'>

/** What a press means now: it speaks, a person is asked first, or it is told why not. */
export function pressOf({ refusal, mayBreakQuiet, items }: AlertReminders): 'speak' | 'ask' | 'refused' {
  if (refusal === null) return 'speak'
  const isOver = items.every(({ state }) => state !== 'waiting' && state !== 'speaking')
  if (refusal.code === 'reminder_said_already') return isOver ? 'ask' : 'refused'
  if (refusal.code === 'reminder_quiet_hours') return mayBreakQuiet ? 'ask' : 'refused'
  return refusal.code === 'reminder_no_phrase' ? 'ask' : 'refused'
}

/** Speaking about one alert. `isWanted`: only then its reminders are asked for. */
export function useRemind(alertId: string, isWanted: boolean) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const failureText = useFailureText()
  const reminders = useQuery({ ...remindersQuery(alertId), enabled: isWanted })
  const [isAsking, setAsking] = useState(false)
  const save = useMutation({
    mutationFn: (asked: Asked) =>
      call(routes.reminders.ask, {
        params: { id: alertId },
        body: { key: crypto.randomUUID(), ...asked },
      }),
    onSuccess: (answer) => {
      queries.setQueryData(remindersKey(alertId), answer)
      void message.success(t('speech.asked'))
      setAsking(false)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: remindersKey(alertId) }),
  })
  const say = (): void => save.mutate({}, { onError: (error) => void message.error(failureText(error)) })
  const press = (): void => {
    if (!reminders.data || save.isPending) return
    const { refusal } = reminders.data
    const means = pressOf(reminders.data)
    if (means === 'speak') say()
    else if (means === 'ask') setAsking(true)
    else if (refusal) void message.warning(t(`code.failure.${refusal.code}`))
  }
  return { reminders, save, press, isAsking, ask: () => setAsking(true), close: () => setAsking(false) }
}
export type Remind = ReturnType<typeof useRemind>
