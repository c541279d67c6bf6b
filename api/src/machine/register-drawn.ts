import type { DrawnCamera } from '../../contract/machine.ts'
import { newSourceSchema, stepsToUse } from '../../contract/sources.ts'
import { newRuleSchema, newZoneSchema } from '../../contract/zones.ts'
import { createRule } from '../rules/write-rule.ts'
import { changeSource, createSource, type SourceDeps } from '../sources/write-source.ts'
import { createZone } from '../zones/write-zone.ts'

const basis = '演示：绘制的摄像机 · demonstration: drawn camera'
const retired = { state: 'retired', basis: '演示结束 · demonstration ended' } as const

/** A new one gets its zones and rules first, so that it is watched with all of them from its first picture. */
async function registerOne(
  deps: SourceDeps,
  { zones, ...camera }: DrawnCamera,
  actor: string,
): Promise<void> {
  const known = await deps.db.source.findFirst({ where: { url: camera.url } })
  const source = known ?? (await createSource(deps, newSourceSchema.parse(camera), actor))
  for (const { rules, ...shape } of known ? [] : zones) {
    const zone = await createZone(deps, newZoneSchema.parse({ sourceId: source.id, ...shape }), actor)
    for (const rule of rules) await createRule(deps, newRuleSchema.parse({ zoneId: zone.id, ...rule }), actor)
  }
  if (known?.enabled && known.approvalState === 'in_use') return
  const { user, password } = camera
  let { version } = source
  for (const state of stepsToUse(source.approvalState)) {
    const change = { version, approval: { state, basis } }
    version = (await changeSource(deps, { id: source.id, change }, actor)).version
  }
  await changeSource(deps, { id: source.id, change: { version, enabled: true, user, password } }, actor)
}

/** Registers the drawn cameras and switches them on; those that are there already are left as they are. */
export async function registerDrawn(
  deps: SourceDeps,
  cameras: readonly DrawnCamera[],
  actor: string,
): Promise<void> {
  for (const camera of cameras) await registerOne(deps, camera, actor)
}

/** Switches off and retires what was registered at these addresses. What they showed stays, as evidence does. */
export async function retireDrawn(deps: SourceDeps, base: string, actor: string): Promise<void> {
  const rows = await deps.db.source.findMany({ where: { url: { startsWith: base }, enabled: true } })
  for (const { id, version } of rows)
    await changeSource(deps, { id, change: { version, enabled: false, approval: retired } }, actor)
}
