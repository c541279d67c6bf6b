import { permissions, type Permission, type Role } from '../../contract/people.ts'

/**
 * What a role may do; what is not here is refused. Duties are kept apart (domain list 6.2): an operator never confirms,
 * an officer never sets the cameras, an administrator never sees a case.
 */
const table: Record<Role, readonly Permission[]> = {
  operator: [
    'live.read',
    'sources.read',
    'sources.picture',
    'alerts.read',
    'alerts.triage',
    'steps.write',
    'permits.read',
    'exhibits.read',
    'shadows.read',
    'shadows.judge',
  ],
  officer: [
    'live.read',
    'sources.read',
    'sources.picture',
    'alerts.read',
    'reviews.write',
    'steps.write',
    'steps.order',
    'permits.read',
    'exhibits.read',
    'cases.read',
    'cases.export',
    'precision.read',
    'shadows.read',
    'shadows.judge',
  ],
  admin: [
    'live.read',
    'sources.read',
    'sources.write',
    'sources.picture',
    'zones.write',
    'rules.write',
    'permits.read',
    'permits.write',
    'matters.write',
    'models.read',
    'models.write',
    'datasets.read',
    'datasets.approve',
    'datasets.export',
    'precision.read',
    'shadows.read',
    'shadows.write',
    'people.read',
    'people.write',
    'audit.read',
  ],
}

/** In the order of the contract. */
export const permissionsOf = (role: Role): Permission[] =>
  permissions.filter((permission) => table[role].includes(permission))
