import type { Words } from './shape.ts'
import type { zhUnitAudit, zhUnitFailures, zhUnits } from './zh-units.ts'

/** Units: city, districts, towns, departments. */
export const enUnits = {
  title: 'Units',
  hint: 'People see the sources, alerts, cases and figures of their own unit and of those below it. A source that moves to another unit leaves its earlier alerts and cases where they were.',
  create: 'Add unit',
  edit: 'Change unit',
  name: 'Name',
  kind: 'Level',
  parent: 'Part of',
  regionCode: 'Division code',
  regionHint: '6, 9 or 12 digits; empty: that of the unit it is part of.',
  people: 'People',
  sources: 'Sources',
  unit: 'Unit',
  all: 'All units',
  open: 'Open',
  closed: 'Closed',
  close: 'Close',
  closeAsk: 'Close “{{name}}”? It can have no people and no sources after that.',
  reopen: 'Open again',
  saved: 'Saved.',
  top: 'Topmost',
  empty: 'No units yet',
  requestMove: 'to be moved to {{unit}}',
  own: 'Your own unit is changed by an administrator above it.',
  import: 'Import table',
  importHint:
    'Columns of the table (CSV or XLSX): code, name, kind (city, district, town, department), parent. Preview it first; it is imported only if all of it is right.',
  file: 'Choose file',
  preview: 'Preview',
  run: 'Import {{n}} units',
  good: '{{n}} units, nothing wrong.',
  bad: '{{n}} problems; put them right first:',
  imported: '{{n}} units imported.',
  line: 'Line {{line}}',
  kinds: { city: 'City', district: 'District', town: 'Town', department: 'Department' },
  columns: { code: 'code', name: 'name', kind: 'kind', parent: 'parent' },
  why: {
    closed: 'That unit is closed.',
    root_stays: 'The topmost unit is neither moved nor closed.',
    parent_unknown: 'There is no such unit to be part of.',
    below_itself: 'A unit cannot be part of itself.',
    parent_closed: 'The unit it would be part of is closed.',
    kind_below: 'A unit of this level cannot be part of that one.',
    own_unit: 'Your own unit is changed by an administrator above it.',
    own_move: 'Nobody moves himself; ask an administrator above.',
    not_empty: 'It still has people, sources or open parts; move them first.',
    name_taken: 'There is another unit of that name beside it.',
    shadow_running: 'A model is on trial on this source; end that first.',
    zones_elsewhere: 'The permit covers zones of other units too; somebody above changes it.',
  },
  problem: {
    not_a_table: 'not a table',
    missing_column: 'this column is missing',
    unknown_column: 'unknown column',
    empty: 'empty',
    too_long: 'longer than 40 characters',
    bad_code: 'letters, digits and . _ - only, at most 20',
    code_twice: 'this code is there twice',
    bad_kind: 'city, district, town or department',
    parent_unknown: 'no such unit to be part of',
    kind_below: 'cannot be part of that one',
    name_taken: 'another unit of that name beside it',
    too_many_rows: 'more than 500 rows',
  },
} satisfies Words<typeof zhUnits>

export const enUnitFailures = {
  unit_refused: 'The units of the agency do not allow this.',
  unit_import_invalid: 'Something is wrong with the table; no unit was imported.',
} satisfies Words<typeof zhUnitFailures>

export const enUnitAudit = {
  'unit.created': 'Unit added',
  'unit.changed': 'Unit changed',
} satisfies Words<typeof zhUnitAudit>
