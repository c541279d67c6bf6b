import { routes } from '@sightline/api/contract/routes'
import type { Unit } from '@sightline/api/contract/units'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { AskFirst } from '../../app/ask-first.tsx'
import { useFailureText } from '../../app/failure.tsx'
import { useUnitWhy } from '../../app/unit-why.ts'

/** Closes a unit that has nobody and nothing any more, or opens it again. */
export function CloseUnit({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const failureText = useFailureText()
  const unitWhy = useUnitWhy()
  const change = useMutation({
    mutationFn: () =>
      call(routes.units.change, {
        params: { id: unit.id },
        body: { version: unit.version, active: !unit.active },
      }),
    onSuccess: () => void message.success(t('units.saved')),
    onError: (error) => void message.error(unitWhy(error) ?? failureText(error), 6),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.units }),
  })
  if (!unit.active)
    return (
      <Button size="small" loading={change.isPending} onClick={() => change.mutate()}>
        {t('units.reopen')}
      </Button>
    )
  return (
    <AskFirst title={t('units.closeAsk', { name: unit.name })} onConfirm={() => change.mutate()}>
      <Button size="small" danger loading={change.isPending}>
        {t('units.close')}
      </Button>
    </AskFirst>
  )
}
