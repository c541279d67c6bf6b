import type { DrawnCamera, DrawnLanguage } from '../../contract/machine.ts'
import { newSourceSchema } from '../../contract/sources.ts'
import { newRuleSchema, newZoneSchema } from '../../contract/zones.ts'
import { createRule } from '../rules/write-rule.ts'
import { changeSource, createSource, type SourceDeps } from '../sources/write-source.ts'
import { createZone } from '../zones/write-zone.ts'
import { stepsToUse } from '../../law/approval.ts'

/** Who asked for them, and reads in which language. */
export interface AskedBy {
  readonly actor: string
  readonly language: DrawnLanguage
}

/** Said where the approval stands: nobody reviewed these, and no picture of theirs is of a place. */
const basis = {
  zh: '演示：画面由程序绘制，未经任何人审核，不能作为真实证据',
  en: 'Demonstration: pictures drawn by a program, reviewed by nobody, evidence of nothing',
}
const ended = { zh: '演示结束', en: 'Demonstration ended' }

/** A new one gets its zones and rules first, so that it is watched with all of them from its first picture. */
async function registerOne(
  deps: SourceDeps,
  { zones, ...drawn }: DrawnCamera,
  { actor, language }: AskedBy,
): Promise<void> {
  const camera = { ...drawn, name: drawn.name[language], place: drawn.place[language] }
  const known = await deps.db.source.findFirst({ where: { url: camera.url } })
  const source = known ?? (await createSource(deps, newSourceSchema.parse(camera), actor))
  for (const { rules, name, ...shape } of known ? [] : zones) {
    const asked = { sourceId: source.id, name: name[language], ...shape }
    const zone = await createZone(deps, newZoneSchema.parse(asked), actor)
    for (const rule of rules) await createRule(deps, newRuleSchema.parse({ zoneId: zone.id, ...rule }), actor)
  }
  if (known?.enabled && known.approvalState === 'in_use') return
  const { user, password } = camera
  let { version } = source
  for (const state of stepsToUse(source.approvalState)) {
    const change = { version, approval: { state, basis: basis[language] } }
    version = (await changeSource(deps, { id: source.id, change }, actor)).version
  }
  await changeSource(deps, { id: source.id, change: { version, enabled: true, user, password } }, actor)
}

/** Registers the drawn cameras and switches them on; those that are there already are left as they are. */
export async function registerDrawn(
  deps: SourceDeps,
  cameras: readonly DrawnCamera[],
  by: AskedBy,
): Promise<void> {
  for (const camera of cameras) await registerOne(deps, camera, by)
}

/** Switches off and retires what was registered at these addresses. What they showed stays, as evidence does. */
export async function retireDrawn(
  deps: SourceDeps,
  base: string,
  { actor, language }: AskedBy,
): Promise<void> {
  const retired = { state: 'retired', basis: ended[language] } as const
  const rows = await deps.db.source.findMany({ where: { url: { startsWith: base }, enabled: true } })
  for (const { id, version } of rows)
    await changeSource(deps, { id, change: { version, enabled: false, approval: retired } }, actor)
}
