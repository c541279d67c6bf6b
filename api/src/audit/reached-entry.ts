import { reachedSql, reachedZoneSql } from '../database/reach.ts'
import { Prisma } from '../generated/client.ts'

/** The rows that an entry may be about, `x`, by the first word of its subject, where they belong to a unit. */
const rows: Readonly<Record<string, () => Prisma.Sql>> = {
  unit: () => Prisma.sql`SELECT x.id FROM org_unit x WHERE ${reachedSql('x.id')}`,
  person: () => Prisma.sql`SELECT x.id FROM person x WHERE ${reachedSql('x.unit_id')}`,
  source: () => Prisma.sql`SELECT x.id FROM source x WHERE ${reachedSql('x.unit_id')}`,
  zone: () => Prisma.sql`SELECT x.id FROM zone_version x WHERE ${reachedZoneSql('x.id')}`,
  rule: () => Prisma.sql`SELECT x.id FROM rule_version x WHERE ${reachedZoneSql('x.zone_id')}`,
  permit: () => Prisma.sql`SELECT x.permit_id AS id FROM permit_zone x WHERE ${reachedZoneSql('x.zone_id')}`,
  finding: () => Prisma.sql`SELECT x.id FROM finding x WHERE ${reachedSql('x.unit_id')}`,
  alert: () => Prisma.sql`SELECT x.id FROM alert x WHERE ${reachedSql('x.unit_id')}`,
  case: () =>
    Prisma.sql`SELECT x.id FROM "case" x JOIN alert a ON a.id = x.alert_id WHERE ${reachedSql('a.unit_id')}`,
  exhibit: () =>
    Prisma.sql`SELECT x.id FROM exhibit x JOIN dossier d ON d.id = x.dossier_id JOIN finding f ON f.id = d.finding_id
      WHERE ${reachedSql('f.unit_id')}`,
  shadow: () => Prisma.sql`SELECT x.id FROM shadow_run x WHERE ${reachedSql('x.unit_id')}`,
  dataset: () => Prisma.sql`SELECT x.id FROM dataset_export x WHERE ${reachedSql('x.unit_id')}`,
  dataset_approval: () => Prisma.sql`SELECT x.id FROM dataset_approval x WHERE ${reachedSql('x.unit_id')}`,
}

/**
 * Whether who asks may read an entry `e` of the trail: of what belongs to a unit by that, whoever did it; of anything else
 * (a sign-in, the law, a worker) by who did it.
 */
export function reachedEntry(): Prisma.Sql {
  const cases = Object.entries(rows).map(
    ([word, found]) => Prisma.sql`WHEN ${word} THEN substr(e.subject, ${word.length + 2}) IN (${found()})`,
  )
  return Prisma.sql`CASE split_part(e.subject, '/', 1) ${Prisma.join(cases, ' ')}
    ELSE e.actor IN (SELECT x.id FROM person x WHERE ${reachedSql('x.unit_id')}) END`
}
