import type { Source } from '@sightline/api/contract/sources'
import { routes } from '@sightline/api/contract/routes'
import type { Zone } from '@sightline/api/contract/zones'
import type { Point } from '@sightline/detectors/geometry/point'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../../api/client.ts'
import { keys } from '../../../api/queries.ts'
import type { Shapes } from './zone-draft.ts'

type ZoneFacts = Pick<Zone, 'name' | 'hours' | 'active'> & Shapes

const mutable = (points: readonly Point[]) => points.map(({ x, y }) => ({ x, y }))

/** Publishes a zone, or a new version of the one that was edited. */
export function useSaveZone(source: Source, zone: Zone | null) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ name, hours, active, polygon, bays }: ZoneFacts) => {
      const shape = { name, hours, polygon: mutable(polygon), bays: bays.map(mutable) }
      return zone === null
        ? call(routes.zones.create, { body: { sourceId: source.id, ...shape } })
        : call(routes.zones.change, {
            params: { id: zone.id },
            body: { version: zone.version, active, ...shape },
          })
    },
    onSuccess: async ({ version }) => {
      void message.success(t('sources.zoneSaved', { version }))
      await queries.invalidateQueries({ queryKey: keys.zones(source.id) })
      await navigate(`/sources/${source.id}`)
    },
  })
}
