import type { z } from 'zod'
import type { changeRuleSchema, newRuleSchema } from '../../contract/zones.ts'
import type { ViolationKind } from '@sightline/detectors/finding'
import { paramProblems } from '@sightline/detectors/rules/table'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal } from '../refusal.ts'
import { toRule, type RuleView } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>

function refuseBadParams(kind: ViolationKind, params: Readonly<Record<string, unknown>>): void {
  const problems = paramProblems(kind, params)
  if (problems.length === 0) return
  const told = problems.map(({ key, code }) => ({ path: `params.${key}`, message: code }))
  throw new Refusal('rule_params_invalid', { problems }, told)
}

/** Binds a kind of violation to a zone. */
export async function createRule(
  { db, now, newId }: World,
  rule: z.output<typeof newRuleSchema>,
  actor: string,
): Promise<RuleView> {
  const { zoneId, kind, params, enabled } = rule
  refuseBadParams(kind, params)
  found(await db.zoneVersion.findFirst({ where: { id: zoneId } }), 'zone')
  const [id, at] = [newId(), now()]
  return db.$transaction(async (tx) => {
    const stored = { id, version: 1, zoneId, kind, params, enabled, createdAt: new Date(at) }
    const created = toRule(await tx.ruleVersion.create({ data: stored }))
    await appendAudit(tx, [
      { at, actor, action: 'rule.created', subject: `rule/${id}`, facts: { to: created } },
    ])
    return created
  })
}

/** Publishes a new version; the old one stays as it was. */
export async function changeRule(
  { db, now }: World,
  { id, change }: { id: string; change: z.output<typeof changeRuleSchema> },
  actor: string,
): Promise<RuleView> {
  const { version, params, enabled } = change
  const at = now()
  try {
    return await db.$transaction(async (tx) => {
      const row = await tx.ruleVersion.findFirst({ where: { id }, orderBy: { version: 'desc' } })
      const before = toRule(found(row, 'rule'))
      if (before.version !== version) throw new Refusal('changed_meanwhile', { version: before.version })
      const { zoneId, kind } = before
      refuseBadParams(kind, params)
      const stored = { id, version: version + 1, zoneId, kind, params, enabled, createdAt: new Date(at) }
      const after = toRule(await tx.ruleVersion.create({ data: stored }))
      const facts = { from: before, to: after }
      await appendAudit(tx, [{ at, actor, action: 'rule.changed', subject: `rule/${id}`, facts }])
      return after
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('changed_meanwhile', { version: version + 1 })
    throw error
  }
}
