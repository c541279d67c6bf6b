import { setTimeout as delay } from 'node:timers/promises'
import type { MachinePart, MachineView, SupervisorView } from '../../contract/machine.ts'
import type { AuditAction } from '../../contract/audit.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { SourceDeps } from '../sources/write-source.ts'
import type { Machine } from './machine.ts'
import { registerDrawn, switchOffDrawn, type AskedBy } from './register-drawn.ts'

export type DrawnDeps = SourceDeps & Pick<Deps, 'log'> & { readonly closing: AbortSignal }

export interface DrawnCameras {
  view(): Promise<MachineView>
  on(by: AskedBy): Promise<MachineView>
  off(by: AskedBy): Promise<MachineView>
}

const askEveryMs = 1_000
/** What was started again longer ago is no news. */
const toldForMs = 24 * 3_600_000

const newsOf = (parts: readonly MachinePart[], at: number): MachinePart[] =>
  parts.map((part) =>
    part.lastEnd && at - part.lastEnd.at >= toldForMs ? { ...part, lastEnd: null } : { ...part },
  )

/** The drawn cameras as an administrator asks for them: the supervisor runs them, here they are registered. */
export function createDrawnCameras(deps: DrawnDeps, machine: Machine): DrawnCameras {
  const { db, now, log, closing } = deps
  let following: Promise<void> | null = null

  async function toView({ parts, cameras }: SupervisorView): Promise<MachineView> {
    const watched = await db.source.count({ where: { url: { startsWith: cameras.base }, enabled: true } })
    const isRegistering = cameras.state === 'on' && following !== null
    const state = isRegistering ? 'starting' : cameras.state
    return { parts: newsOf(parts, now()), drawn: { state, progress: cameras.progress, watched } }
  }
  /** Waits until they run, then registers them; one at a time, however often it is asked for. */
  async function follow(by: AskedBy): Promise<void> {
    for (;;) {
      const { cameras } = await machine.status()
      if (cameras.state === 'on') return registerDrawn(deps, cameras.cameras, by)
      if (cameras.state !== 'starting') return
      await delay(askEveryMs, undefined, { signal: closing })
    }
  }
  const audit = (action: AuditAction, actor: string) =>
    db.$transaction((tx) => appendAudit(tx, [{ at: now(), actor, action, subject: 'machine', facts: {} }]))
  return {
    view: async () => toView(await machine.status()),
    async on(by) {
      const asked = await machine.drawCameras()
      await audit('cameras.drawn_on', by.actor)
      following ??= follow(by)
        .catch((err: unknown) => log.warn({ err }, 'drawn cameras were not registered'))
        .finally(() => (following = null))
      return toView(asked)
    },
    async off(by) {
      const { cameras } = await machine.status()
      await following
      await switchOffDrawn(deps, cameras.base, by)
      const left = await machine.removeCameras()
      await audit('cameras.drawn_off', by.actor)
      return toView(left)
    },
  }
}
