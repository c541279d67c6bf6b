import { setTimeout as delay } from 'node:timers/promises'
import type { Alert, AlertDetail } from '../../../api/contract/alerts.ts'
import { routes } from '../../../api/contract/routes.ts'
import { until } from '../../start/child.ts'
import type { Film, FilmRule } from '../films/film.ts'
import { startCameras } from '../stack/cameras.ts'
import type { Client } from '../stack/client.ts'
import { recordingsOf } from '../stack/journey.ts'
import { registerCamera } from '../stack/seed.ts'
import type { ToldFinding } from './films-judge.ts'
import { allLive, firstOf, withStack } from './scale-stack.ts'

/** What the real api knows in the end of one rule. */
export interface StackPlayed {
  readonly rule: FilmRule
  readonly filmMs: number
  readonly findings: readonly ToldFinding[]
}

interface Airing {
  readonly film: Film
  readonly file: string
  readonly minutes: number
  readonly say: (line: string) => void
}

const zoneName = (nth: number): string => `区域 ${nth + 1}`

/** A finding's last claim, and the looks it rests on, out of its sealed trace; times since the film began. */
function findingOf({ alert, manifests, trace }: AlertDetail, epochMs: number): ToldFinding | null {
  const last = manifests.findLast(({ stage }) => stage === 'closed') ?? manifests.at(-1)
  const box = manifests.find(({ stage }) => stage === 'confirmed')?.finding.box
  if (!last || !box || alert.confirmedAt === null) return null
  const { fromAt, toAt } = last.finding.dwell
  const looks = (trace?.frames ?? []).flatMap(({ at, own }) =>
    own && at >= fromAt && at <= toAt ? [{ at: at - epochMs, box: own }] : [],
  )
  return {
    openedAt: alert.openedAt - epochMs,
    confirmedAt: alert.confirmedAt - epochMs,
    box,
    fromAt: fromAt - epochMs,
    toAt: toAt - epochMs,
    looks,
    shown: looks,
  }
}

async function allAlerts(person: Client): Promise<Alert[]> {
  const alerts: Alert[] = []
  let cursor: string | null | undefined
  do {
    const page = await person.call(routes.alerts.list, { query: { limit: '200', ...(cursor && { cursor }) } })
    alerts.push(...page.items)
    cursor = page.next
  } while (cursor)
  return alerts
}

/**
 * The film by the camera simulator over RTSP into a real api and worker, for so many minutes; what was confirmed is read from
 * the api, each finding with the looks of its sealed trace.
 */
export async function playOnStack({ film, file, minutes, say }: Airing): Promise<StackPlayed[]> {
  const cameras = await startCameras({ video: file })
  try {
    return await withStack(async ({ people: { admin, operator } }) => {
      const zones = film.rules.map(({ kind, params, polygon }, nth) => {
        return { name: zoneName(nth), polygon, bays: [], rules: [{ kind, params }] }
      })
      await registerCamera(admin, { ...firstOf(cameras), zones })
      await until('the film is looked at', () => allLive(admin, 1), 120_000)
      const began = Date.now()
      say(`${film.id}: over RTSP for ${minutes} minutes`)
      await delay(minutes * 60_000)
      const filmMs = Date.now() - cameras.epochMs
      const all = await allAlerts(operator)
      const details = await Promise.all(all.map(({ id }) => recordingsOf(operator, id)))
      say(`${film.id}: ${all.length} alerts in ${((Date.now() - began) / 60_000).toFixed(1)} minutes`)
      return film.rules.map((rule, nth) => {
        const own = details.filter(({ alert }) => alert.zoneName === zoneName(nth))
        const findings = own.map((one) => findingOf(one, cameras.epochMs)).filter((one) => one !== null)
        return { rule, filmMs, findings }
      })
    })
  } finally {
    await cameras.stop()
  }
}
