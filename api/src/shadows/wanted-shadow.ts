import type { WantedShadow } from '../../contract/shadow-report.ts'
import type { Tx } from '../database/client.ts'
import { toWanted, type WantedView } from '../models/store.ts'

type WantedShadowView = Omit<WantedShadow, 'runId' | 'sourceIds' | 'model'> & {
  readonly runId: string
  readonly sourceIds: string[]
  readonly model: { kind: 'own'; wanted: WantedView } | { kind: 'built_in'; name: string }
}

/** What a worker with these sources shall run beside those in force; null: nothing, or not on these. */
export async function wantedShadow(
  tx: Tx,
  { own, at }: { readonly own: readonly string[]; readonly at: number },
): Promise<WantedShadowView | null> {
  const run = await tx.shadowRun.findFirst({
    where: { endedAt: null, endsAt: { gt: new Date(at) } },
    include: { model: true },
  })
  if (!run) return null
  const { id: runId, model, modelVersion, isBuiltIn, modelName: name, cpuPercent } = run
  const sourceIds = run.sourceIds.filter((id) => own.includes(id))
  if (sourceIds.length === 0) return null
  if (isBuiltIn) return { runId, model: { kind: 'built_in', name }, sourceIds, cpuPercent }
  // Changed since: `endShadows` ends it, and until then nobody runs what was not started.
  const wanted = model?.version === modelVersion && model ? toWanted(model) : null
  return wanted && { runId, model: { kind: 'own', wanted }, sourceIds, cpuPercent }
}
