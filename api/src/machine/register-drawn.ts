import type { DrawnCamera, DrawnLanguage } from '../../contract/machine.ts'
import { newSourceSchema } from '../../contract/sources.ts'
import { newRuleSchema, newZoneSchema } from '../../contract/zones.ts'
import { createRule } from '../rules/write-rule.ts'
import { changeSource, createSource, type SourceDeps } from '../sources/write-source.ts'
import { createZone } from '../zones/write-zone.ts'

/** Who asked for them, and reads in which language. */
export interface AskedBy {
  readonly actor: string
  readonly language: DrawnLanguage
}

/**
 * A new one gets its zones and rules first, so that it is watched with all of them from its first picture. It stays in draft
 * for ever: what a program drew is evidence of nothing, and no review can make it so.
 */
async function registerOne(
  deps: SourceDeps,
  { zones, ...drawn }: DrawnCamera,
  { actor, language }: AskedBy,
): Promise<void> {
  const camera = { ...drawn, name: drawn.name[language], place: drawn.place[language] }
  const known = await deps.db.source.findFirst({ where: { url: camera.url, drawn: true } })
  const source = known ?? (await createSource(deps, { ...newSourceSchema.parse(camera), drawn: true }, actor))
  for (const { rules, name, ...shape } of known ? [] : zones) {
    const asked = { sourceId: source.id, name: name[language], ...shape }
    const zone = await createZone(deps, newZoneSchema.parse(asked), actor)
    for (const rule of rules) await createRule(deps, newRuleSchema.parse({ zoneId: zone.id, ...rule }), actor)
  }
  if (known?.enabled) return
  const { user, password } = camera
  const change = { version: source.version, enabled: true, user, password }
  await changeSource(deps, { id: source.id, change }, actor)
}

/** Registers the drawn cameras and switches them on; those that are there already are left as they are. */
export async function registerDrawn(
  deps: SourceDeps,
  cameras: readonly DrawnCamera[],
  by: AskedBy,
): Promise<void> {
  for (const camera of cameras) await registerOne(deps, camera, by)
}

/** Switches off what was registered at these addresses. What they showed stays. */
export async function switchOffDrawn(
  deps: SourceDeps,
  base: string,
  { actor }: Pick<AskedBy, 'actor'>,
): Promise<void> {
  const where = { url: { startsWith: base }, drawn: true, enabled: true }
  const rows = await deps.db.source.findMany({ where })
  for (const { id, version } of rows)
    await changeSource(deps, { id, change: { version, enabled: false } }, actor)
}
