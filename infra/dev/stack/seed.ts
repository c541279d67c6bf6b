import type { Source } from '../../../api/contract/sources.ts'
import { routes } from '../../../api/contract/routes.ts'
import type { Point } from '@sightline/detectors/geometry/point'
import type { Client } from './client.ts'

/** A camera to register: what the simulator says of each of its own, or of a user's file. */
export interface CameraToRegister {
  readonly name: string
  readonly kind: Source['kind']
  readonly place: string
  readonly url: string
  readonly user: string
  readonly password: string
  readonly zones: readonly {
    readonly name: string
    readonly polygon: readonly Point[]
    readonly bays: readonly (readonly Point[])[]
    /** Parameters of the illegal parking rule; null: the zone carries no rule yet. */
    readonly parking: Readonly<Record<string, number | boolean>> | null
  }[]
}

/** Registers a camera as an admin would: source, approval, zones, rules; enabled last, when all of it is in force. */
export async function registerCamera(admin: Client, camera: CameraToRegister): Promise<Source> {
  const { name, kind, place, url, user, password } = camera
  const source = await admin.call(routes.sources.create, { body: { name, kind, place, url, user, password } })
  for (const { parking, ...shape } of camera.zones) {
    const zone = await admin.call(routes.zones.create, { body: { sourceId: source.id, ...shape } })
    if (parking)
      await admin.call(routes.rules.create, {
        body: { zoneId: zone.id, kind: 'illegal_parking', params: parking },
      })
  }
  const approval = { state: 'in_use', basis: '演示 · demonstration' }
  return admin.call(routes.sources.change, {
    params: { id: source.id },
    body: { version: source.version, enabled: true, approval },
  })
}
