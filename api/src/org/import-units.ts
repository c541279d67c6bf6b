import type { z } from 'zod'
import type { importUnitsSchema, UnitImportAnswer } from '../../contract/units.ts'
import { unitIdSchema } from '../../contract/ids.ts'
import { unitsBelow } from '../../law/units.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import { decodeFile } from '../catalogue/read/decode-file.ts'
import type { Deps } from '../deps.ts'
import type { OrgUnit } from '../generated/client.ts'
import { notifyReach } from '../live/notify.ts'
import { Refusal } from '../refusal.ts'
import { readTree, type TreeRow } from './read-tree.ts'
import { holdTree, insertUnit, type Planner } from './write-unit.ts'

const shownRow = ({ line, code, name, kind, parent }: TreeRow) => ({ line, code, name, kind, parent })

/** What of the tree the table may name: what who asks reaches. */
function reached(tree: readonly OrgUnit[], { reach }: Planner): readonly OrgUnit[] {
  const below = reach.units ?? unitsBelow(tree, reach.unitId)
  return tree.filter(({ id, active }) => active && below.includes(id))
}

/** Looks at a table of units, or adds them: one bad row, and none is added. Who gives no parent stands below who asks. */
export async function importUnits(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  { base64, dryRun }: z.output<typeof importUnitsSchema>,
  by: Planner,
): Promise<UnitImportAnswer> {
  const decoded = decodeFile(Buffer.from(base64, 'base64'))
  return db.$transaction(async (tx) => {
    const tree = await holdTree(tx)
    const read = readTree(decoded.format === 'table' ? decoded.lines : null, {
      known: reached(tree, by),
      top: by.reach.unitId,
    })
    const rows = read.rows.map(shownRow)
    if (dryRun) return { rows, problems: read.problems, created: 0 }
    if (read.problems.length > 0) {
      const told = read.problems.map(({ line, column, code }) => ({
        path: `${line}.${column ?? ''}`,
        message: code,
      }))
      throw new Refusal('unit_import_invalid', { problems: read.problems.length }, told)
    }
    const idOf = new Map<string, string>()
    const grown = [...tree]
    const entries: NewAuditEntry[] = []
    const at = now()
    for (const { code, name, kind, regionCode, parentId, parent } of read.rows) {
      const id = newId()
      const below = unitIdSchema.parse(parentId ?? idOf.get(parent))
      const unit = { parentId: below, kind, name, regionCode }
      const { row, entry } = await insertUnit(tx, { id, at, by, tree: grown, unit })
      grown.push(row)
      entries.push(entry)
      if (code !== '') idOf.set(code, id)
    }
    await notifyReach(tx)
    await appendAudit(tx, entries)
    return { rows, problems: [], created: entries.length }
  })
}
