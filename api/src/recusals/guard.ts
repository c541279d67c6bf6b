import type { Concern, Route } from '../../contract/route.ts'
import { isRecused, type LastRecusal } from '../../law/recusal.ts'
import type { Tx } from '../database/client.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'

/** What was last recorded of this person and alert, and its version; 0: nothing yet. */
export async function lastRecusal(
  tx: Pick<Tx, 'recusal'>,
  { alertId, personId }: { readonly alertId: string; readonly personId: string },
): Promise<{ readonly act: LastRecusal; readonly version: number }> {
  const row = await tx.recusal.findFirst({ where: { alertId, personId }, orderBy: { version: 'desc' } })
  return { act: row?.act ?? null, version: row?.version ?? 0 }
}

/** Whether this person takes no part in what comes of the alert. */
export const isRecusedFrom = async (
  tx: Pick<Tx, 'recusal'>,
  of: { readonly alertId: string; readonly personId: string },
): Promise<boolean> => isRecused((await lastRecusal(tx, of)).act)

/**
 * `recused` where this person takes no part in what comes of the alert. Asked of every route that names what it concerns, and once
 * more under the lock of the alert, by which a recusal that comes at the same moment is before the move or after it.
 */
export async function refuseRecused(
  tx: Pick<Tx, 'recusal'>,
  of: { readonly alertId: string; readonly personId: string },
): Promise<void> {
  if (await isRecusedFrom(tx, of)) throw new Refusal('recused', { alert: of.alertId })
}

const ofCase = { select: { alertId: true } }

/** To which alert something belongs; null: there is no such thing, and the route says so. */
const alertOf: Readonly<Record<Concern, (db: Tx, id: string) => Promise<string | null | undefined>>> = {
  alert: async (_db, id) => id,
  case: async (db, id) => (await db.case.findUnique({ where: { id }, ...ofCase }))?.alertId,
  exhibit: async (db, id) => {
    const exhibit = await db.exhibit.findUnique({
      where: { id },
      select: { dossier: { select: { findingId: true } } },
    })
    const findingId = exhibit?.dossier.findingId
    return findingId && (await db.alert.findUnique({ where: { findingId }, select: { id: true } }))?.id
  },
  step: async (db, id) => (await db.alertStep.findUnique({ where: { id } }))?.alertId,
  site_file: async (db, id) => (await db.siteFile.findUnique({ where: { id } }))?.alertId,
  document: async (db, id) => (await db.document.findUnique({ where: { id } }))?.alertId,
  original: async (db, id) =>
    (await db.originalPermission.findUnique({ where: { id }, select: { case: ofCase } }))?.case.alertId,
  supervision: async (db, id) => (await db.supervision.findUnique({ where: { id } }))?.alertId,
  copy: async (db, id) =>
    (await db.caseCopy.findUnique({ where: { id }, select: { case: ofCase } }))?.case.alertId,
}

const named = (from: unknown, key: string): string | null => {
  const value = from && typeof from === 'object' ? (from as Readonly<Record<string, unknown>>)[key] : null
  return typeof value === 'string' ? value : null
}

/** By its address, or for what is asked of a case by the body. */
const idOf = ({ params, body }: { params: unknown; body: unknown }): string | null =>
  named(params, 'id') ?? named(body, 'caseId')

/** Registers routes as `mount` does; one that concerns an alert, or what came of it, answers nobody who is recused from it. */
export const refusingRecused =
  (mount: Mount, { db }: { readonly db: Tx }): Mount =>
  (route, handle, options) => {
    const concern = (route as Route).concerns
    if (concern === undefined) return mount(route, handle, options)
    return mount(
      route,
      async (call) => {
        const id = idOf(call)
        const alertId = id === null ? null : await alertOf[concern](db, id)
        if (alertId) await refuseRecused(db, { alertId, personId: call.caller.person.id })
        return handle(call)
      },
      options,
    )
  }
