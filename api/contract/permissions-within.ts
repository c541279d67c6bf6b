import type { Reach } from '../law/units.ts'
import type { Permission } from './people.ts'
import { routes } from './routes.ts'
import type { Route } from './route.ts'
import { isWhole } from './scopes.ts'

const all = Object.values(routes).flatMap((subject): Route[] => Object.values(subject))

/** Opens nothing but what binds every unit. */
const isForWholeAlone = (permission: Permission): boolean => {
  const opened = all.filter(({ access }) => access === permission)
  return opened.length > 0 && opened.every(isWhole)
}

/** What somebody may do where he is: what binds every unit is done at the top alone, and offered nowhere else. */
export const permissionsWithin = (
  { units }: Reach,
  permissions: readonly Permission[],
): readonly Permission[] =>
  units === null ? permissions : permissions.filter((permission) => !isForWholeAlone(permission))
