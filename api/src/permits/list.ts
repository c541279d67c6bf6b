import type { z } from 'zod'
import type { permitFilterSchema, PermitState } from '../../contract/permits.ts'
import { pageArgs, pageFrom } from '../database/page.ts'
import type { Deps } from '../deps.ts'
import type { Prisma } from '../generated/client.ts'
import { normalPlate } from '../../law/plate.ts'
import { found } from '../refusal.ts'
import { dayOf } from '../../law/calendar.ts'
import { toPermits, versionInclude } from './store.ts'
import { namedZones } from './zone-names.ts'

type Where = Prisma.PermitVersionWhereInput
const stands = { withdrawnFor: null } as const

/** The same as `stateOf`, said to the database. */
const inState = (state: PermitState, today: string): Where => {
  const where: Record<PermitState, Where> = {
    withdrawn: { withdrawnFor: { not: null } },
    upcoming: { ...stands, fromDay: { gt: today } },
    ended: { ...stands, toDay: { lt: today } },
    in_force: { ...stands, fromDay: { lte: today }, toDay: { gte: today } },
  }
  return where[state]
}

async function searched({ db }: Pick<Deps, 'db'>, q: string): Promise<Where> {
  const zones = (await namedZones(db)).filter(({ name, sourceName }) => `${sourceName}/${name}`.includes(q))
  const like = { contains: q, mode: 'insensitive' as const }
  const plate = normalPlate(q)
  return {
    OR: [
      { number: like },
      { holder: like },
      { stall: like },
      ...(plate === null ? [] : [{ plate: { contains: plate } }]),
      { zones: { some: { zoneId: { in: zones.map((zone) => zone.id) } } } },
    ],
  }
}

/** One page of the register, each permit in its newest version. */
export async function listPermits(
  deps: Pick<Deps, 'db' | 'now'>,
  { q, zoneId, state, cursor, limit }: z.output<typeof permitFilterSchema>,
) {
  const now = deps.now()
  const where: Where[] = [
    ...(q === undefined || q === '' ? [] : [await searched(deps, q)]),
    ...(zoneId === undefined ? [] : [{ zones: { some: { zoneId } } }]),
    ...(state === undefined ? [] : [inState(state, dayOf(now))]),
  ]
  const page = await deps.db.permit.findMany({
    where: { current: { AND: where } },
    include: { current: { include: versionInclude } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...pageArgs({ cursor, limit }),
  })
  const { rows, next } = pageFrom(page, limit)
  return {
    items: await toPermits(
      deps.db,
      rows.map((row) => row.current),
      now,
    ),
    next,
  }
}

/** Every version of one permit, newest first. */
export async function permitVersions({ db, now }: Pick<Deps, 'db' | 'now'>, id: string) {
  const rows = await db.permitVersion.findMany({
    where: { id },
    include: versionInclude,
    orderBy: { version: 'desc' },
  })
  found(rows[0], 'permit')
  return toPermits(db, rows, now())
}
