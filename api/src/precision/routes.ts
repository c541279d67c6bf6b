import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { readPrecision } from './read-precision.ts'

export function precisionRoutes(mount: Mount, deps: Deps): void {
  mount(routes.precision.read, ({ query }) => readPrecision(deps.db, query))
}
