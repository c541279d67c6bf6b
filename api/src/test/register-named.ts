import { manifestSchema } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import type { Deps } from '../deps.ts'

const namesSchema = manifestSchema.pick({ kind: true, source: true, zone: true, rule: true })

function namesIn(text: string) {
  try {
    return namesSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Registers the zone and the rule that a manifest names, of a source that is there, where they are not registered yet. */
export async function registerNamed(db: Deps['db'], { manifest }: DossierSubmitted): Promise<void> {
  const names = namesIn(manifest)
  const source = names && (await db.source.findUnique({ where: { id: names.source.id } }))
  if (!source) return
  const { kind, zone, rule } = names
  const createdAt = new Date(0)
  const { id, version, name, polygon, bays, hours } = zone
  const shape = { name, polygon, bays, hours, active: true, createdAt }
  await db.zoneVersion.createMany({
    data: [{ id, version, sourceId: source.id, ...shape }],
    skipDuplicates: true,
  })
  const params = { ...rule.params }
  await db.ruleVersion.createMany({
    data: [{ id: rule.id, version: rule.version, zoneId: zone.id, kind, params, enabled: true, createdAt }],
    skipDuplicates: true,
  })
}
