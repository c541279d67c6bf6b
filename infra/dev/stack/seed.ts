import { type Source } from '../../../api/contract/sources.ts'
import { routes } from '../../../api/contract/routes.ts'
import type { StayKind } from '@sightline/detectors/finding'
import type { Point } from '@sightline/detectors/geometry/point'
import type { Client } from './client.ts'
import { stepsToUse } from '@sightline/api/law/approval'

/** A kind of violation with what is set of its parameters. */
export interface BoundKind {
  readonly kind: StayKind
  readonly params: Readonly<Record<string, number | boolean>>
}

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
    readonly rules: readonly BoundKind[]
  }[]
}

/** Registers a camera as an admin would: source, approval, zones, rules; enabled last, when all of it is in force. */
export async function registerCamera(admin: Client, camera: CameraToRegister): Promise<Source> {
  const { name, kind, place, url, user, password } = camera
  const source = await admin.call(routes.sources.create, { body: { name, kind, place, url, user, password } })
  for (const { rules, ...shape } of camera.zones) {
    const zone = await admin.call(routes.zones.create, { body: { sourceId: source.id, ...shape } })
    for (const rule of rules) await admin.call(routes.rules.create, { body: { zoneId: zone.id, ...rule } })
  }
  const params = { id: source.id }
  let { version } = source
  for (const state of stepsToUse(source.approval.state)) {
    const approval = { state, basis: '演示：未经任何人审核' }
    version = (await admin.call(routes.sources.change, { params, body: { version, approval } })).version
  }
  return admin.call(routes.sources.change, { params, body: { version, enabled: true } })
}
