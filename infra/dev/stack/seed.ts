import { type Source } from '../../../api/contract/sources.ts'
import { routes } from '../../../api/contract/routes.ts'
import type { StayKind } from '@sightline/detectors/finding'
import type { Point } from '@sightline/detectors/geometry/point'
import { putInUse, type Registrars } from './approve.ts'
import type { Client } from './client.ts'

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

async function createCamera(admin: Client, camera: CameraToRegister): Promise<Source> {
  const { name, kind, place, url, user, password } = camera
  return admin.call(routes.sources.create, { body: { name, kind, place, url, user, password } })
}

async function bindZones(admin: Client, sourceId: string, { zones }: CameraToRegister): Promise<void> {
  for (const { rules, ...shape } of zones) {
    const zone = await admin.call(routes.zones.create, { body: { sourceId, ...shape } })
    for (const rule of rules) await admin.call(routes.rules.create, { body: { zoneId: zone.id, ...rule } })
  }
}

const enable = (admin: Client, { id, version }: Pick<Source, 'id' | 'version'>): Promise<Source> =>
  admin.call(routes.sources.change, { params: { id }, body: { version, enabled: true } })

/**
 * Registers a camera as an admin would: source, zones, rules; enabled last, when all of it is in force. Nobody reviewed it:
 * what it shows is a clue.
 */
export async function registerCamera(admin: Client, camera: CameraToRegister): Promise<Source> {
  const source = await createCamera(admin, camera)
  await bindZones(admin, source.id, camera)
  return enable(admin, source)
}

/**
 * Registers a camera and brings it into use by the whole procedure. Its worker must know its clock before; its rules come last,
 * so that nothing is found before its pictures count.
 */
export async function registerInUse(people: Registrars, camera: CameraToRegister): Promise<Source> {
  const { admin } = people
  const source = await createCamera(admin, camera)
  await enable(admin, source)
  await putInUse(people, source.id)
  await bindZones(admin, source.id, camera)
  return admin.call(routes.sources.get, { params: { id: source.id } })
}
