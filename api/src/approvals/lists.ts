import type { z } from 'zod'
import type { publishedDeviceSchema } from '../../contract/approval.ts'
import { inUseSince } from '../../law/approval-history.ts'
import { dayOf, yearOf } from '../../law/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import { toCsv } from './csv.ts'
import { listWords, type ListLanguage } from './list-words.ts'
import { approvalsOf, fileIn, type RecordedApproval } from './store.ts'

type Device = z.input<typeof publishedDeviceSchema>
type ListDeps = Pick<Deps, 'db'>

interface Recorded {
  readonly source: SourceRow
  readonly rows: readonly RecordedApproval[]
}

/** In the order in which they were registered; drawn cameras are none. */
async function recordedSources(
  { db }: ListDeps,
  where: { approvalState?: 'in_use' } = {},
): Promise<Recorded[]> {
  const sources = await db.source.findMany({
    where: { ...where, drawn: false },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const recorded: Recorded[] = []
  for (const source of sources) recorded.push({ source, rows: await approvalsOf(db, source.id) })
  return recorded
}

/** The sources in use, as the public may know of them: the place as it was published, the purpose, since when. */
export async function devicesInUse(deps: ListDeps): Promise<Device[]> {
  const recorded = await recordedSources(deps, { approvalState: 'in_use' })
  return recorded.map(({ source, rows }) => {
    const { necessity, owner, publication } = fileIn(rows)
    return {
      sourceId: source.id,
      name: source.name,
      place: publication?.place ?? source.place,
      purpose: necessity,
      owner,
      inUseSince: inUseSince(rows) ?? 0,
      publishedOn: publication?.on ?? null,
      publishedAt: publication?.url ?? null,
    }
  })
}

export async function inUseFile(deps: ListDeps, language: ListLanguage): Promise<string> {
  const devices = await devicesInUse(deps)
  const rows = devices.map((one, index) => [
    String(index + 1),
    one.name,
    one.place,
    one.purpose,
    one.owner,
    dayOf(one.inUseSince),
    one.publishedOn ?? '',
    one.publishedAt ?? '',
  ])
  return toCsv([listWords[language].inUse, ...rows])
}

const firstDay = (rows: readonly RecordedApproval[], action: RecordedApproval['action']): string => {
  const row = rows.find((one) => one.action === action)
  return row ? dayOf(row.at) : ''
}

/** A device as it stood at the end of the year, or stands now; nothing of one that came later. */
function yearRow({ source, rows }: Recorded, year: number, language: ListLanguage): string[] | null {
  const until = rows.filter(({ at }) => yearOf(at) <= year)
  const last = until.at(-1)
  if (!last) return null
  const { state, yes, no, kind } = listWords[language]
  const { necessity, basis, owner, policeFiling, calibration, publication } = last.file
  const suspended = until.filter(({ action, at }) => action === 'suspend' && yearOf(at) === year)
  return [
    source.name,
    source.place,
    kind[source.kind],
    yearOf(source.createdAt.getTime()) === year ? yes : no,
    dayOf(source.createdAt.getTime()),
    firstDay(until, 'put_in_use'),
    state[last.state],
    String(suspended.length),
    necessity,
    basis,
    owner,
    policeFiling?.number ?? '',
    policeFiling?.on ?? '',
    calibration?.number ?? '',
    calibration?.until ?? '',
    publication?.on ?? '',
    publication?.url ?? '',
  ]
}

/** The devices of a year, as they are reported at its end (国发〔2024〕5号): which are new, how each stands, on what it stands. */
export async function yearFile(deps: ListDeps, year: number, language: ListLanguage): Promise<string> {
  const recorded = await recordedSources(deps)
  const rows = recorded.flatMap((one) => {
    const row = yearRow(one, year, language)
    return row ? [row] : []
  })
  const numbered = rows.map((row, index) => [String(index + 1), ...row])
  return toCsv([listWords[language].year, ...numbered])
}
