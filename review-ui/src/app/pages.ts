import type { Permission } from '@sightline/api/contract/people'

/** The pages of the navigation, in order, and the permission without which one is not shown. */
export const pages = [
  { path: '/alerts', word: 'alerts', permission: 'alerts.read' },
  { path: '/limits', word: 'limits', permission: 'limits.read' },
  { path: '/cases', word: 'cases', permission: 'cases.read' },
  { path: '/sources', word: 'sources', permission: 'sources.read' },
  { path: '/models', word: 'models', permission: 'models.read' },
  { path: '/datasets', word: 'datasets', permission: 'datasets.read' },
  { path: '/precision', word: 'precision', permission: 'precision.read' },
  { path: '/shadows', word: 'shadows', permission: 'shadows.read' },
  { path: '/permits', word: 'permits', permission: 'permits.read' },
  { path: '/matters', word: 'matters', permission: 'matters.write' },
  { path: '/catalogue', word: 'catalogue', permission: 'catalogue.read' },
  { path: '/phrases', word: 'phrases', permission: 'catalogue.read' },
  { path: '/originals', word: 'originals', permission: 'originals.read' },
  { path: '/modes', word: 'modes', permission: 'modes.read' },
  { path: '/units', word: 'units', permission: 'units.write' },
  { path: '/audit', word: 'audit', permission: 'audit.read' },
  { path: '/people', word: 'people', permission: 'people.read' },
] as const satisfies readonly { path: string; word: string; permission: Permission }[]
