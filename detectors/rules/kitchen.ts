import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason } from '../finding.ts'
import { centre, drift, height, intersection, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { boxShareInside, contains } from '../geometry/polygon.ts'
import { lengthMs } from '../tracking/dwell.ts'
import { isLifeless, livingLooks, livingSince } from '../tracking/lifeless.ts'
import { winner } from '../tracking/observation.ts'
import { elsewhere, type Track } from '../tracking/track.ts'
import { isBeside, lately } from './beside.ts'
import { kitchenRows, type KitchenKind, type KitchenRow } from './kitchen-rows.ts'
import { byGesture, clueOnly, hitsIn, minHeightOf, minScoreOf, paceMs, paceOf, shareOf } from './params.ts'
import { numberOf, type Around, type StayRule } from './rule.ts'

const minHeight = minHeightOf(0.01)

/** Who was seen so long ago is still about, though the last frames missed him. */
const aboutMs = 3000

/**
 * Somebody holds a thing when he was seen once with a high score, or several times with scores that add up to two such
 * looks. Example: one look at 0.6 is enough, three looks at 0.4 are; two looks at 0.4 are a model's flicker.
 */
const sureScore = 0.6
const isSomebody = ({ votes, score }: Track): boolean =>
  score >= sureScore || (votes.person ?? 0) >= 2 * sureScore

/**
 * A person counts as present when the model is sure of him in one look, sees him in most looks for 4 s, or sees him now and
 * then for 30 s, since a model's mistake does not last that long. Example: a cook half hidden by a pot, seen weakly in one
 * look of three, counts as minding the fire after 30 s; a coat on a hook that is taken for him twice does not.
 */
const mindsShare = 0.7
const mindsLooks = 3
const mindsMs = 4000
const mistakeMs = 30_000
/** What shows in fewer looks than this was a flicker. */
const flickerShare = 0.25

const isThere = ({ score, looked, seenShare, firstAt, seenAt }: Track): boolean =>
  score >= sureScore ||
  (seenShare >= mindsShare && looked >= mindsLooks && seenAt - firstAt >= mindsMs) ||
  (seenShare >= flickerShare && seenAt - firstAt >= mistakeMs)
const mayBeThere = (track: Track): boolean => isThere(track) || track.seenShare >= flickerShare

const classesOf = ({ accused, alike = [], person }: KitchenRow): readonly ObjectClass[] => [
  ...new Set<ObjectClass>([...accused, ...alike, ...(person ? (['person'] as const) : [])]),
]

interface Attending {
  readonly zone: BoundRule['zone']
  readonly around: Around
}

/** Who was seen a moment ago where the row says that nobody may be. */
function attendants(row: KitchenRow, place: Box, { zone, around }: Attending): readonly Track[] {
  if (row.person !== 'not_beside' && row.person !== 'not_in_zone') return []
  const isClose = ({ box }: Track): boolean =>
    row.person === 'not_beside' ? isBeside(box, place, 1) : boxShareInside(box, zone.polygon) > 0
  return lately(['person'], around, aboutMs).filter(isClose)
}

/** Who is there now ends a claim; who may be, or was a moment ago, holds it up. */
const denialBy =
  (row: KitchenRow): NonNullable<StayRule['denial']> =>
  (place, { zone }, around) => {
    const close = attendants(row, place, { zone, around })
    if (close.some((track) => track.seenAt === around.at && isThere(track))) return 'surely'
    return close.some(mayBeThere) ? 'perhaps' : 'no'
  }

/** What runs stops for a moment; what sits for longer was taken for something that ran. */
const sitsMs = 5000
const isRunning = ({ origin, box, still }: Track): boolean =>
  drift(origin, box) >= elsewhere && lengthMs(still) < sitsMs

const scoreOf = ({ score = 0.5 }: KitchenRow) => minScoreOf(score)

function judgeBy(row: KitchenRow): StayRule['judge'] {
  const largest = row.movesUpTo ?? 1
  const minScore = scoreOf(row)
  return (track: Track, { params, zone }: BoundRule, around: Around): DropReason | null => {
    if (!row.accused.includes(winner(track.votes))) return 'wrong_class'
    if (track.score < numberOf(params, minScore)) return 'low_score'
    if (!contains(zone.polygon, centre(track.box))) return 'outside_zone'
    if (height(track.box) < numberOf(params, minHeight)) return 'too_small'
    if (Math.max(width(track.box), height(track.box)) > largest) return 'too_large'
    if (row.movesUpTo !== undefined && !isRunning(track)) return 'steady'
    if (winner(track.votes) === 'person' && isLifeless(track, row.seconds * 1000)) return 'lifeless'
    const people = lately(['person'], around, aboutMs)
    const isHeld = people.some((person) => isSomebody(person) && intersection(person.box, track.box) > 0)
    if (row.person === 'with_it' && !isHeld) return 'no_person'
    return attendants(row, track.box, { zone, around }).some(isThere) ? 'attended' : null
  }
}

const when = {
  outside: ['营业时段以外', 'out of the opening hours'],
  always: ['不论时段', 'at any hour'],
} as const

function describe({ zh, en, hours }: KitchenRow): StayRule['description'] {
  const [whenZh, whenEn] = hours ? when[hours] : ['营业时段内', 'in the opening hours']
  return {
    zh: `${zh}：${whenZh}在区域内持续达到规定时间即预警。区域的时段为营业时段。`,
    en: `${en}: ${whenEn}, for so long in the zone. The zone's hours are the opening hours.`,
  }
}

/**
 * Since when a condition that is known only now has held. What runs is the same thing that was seen before it ran: a rat
 * seen at 12:00:00 that first moves at 12:00:03 has been a rat since 12:00:00. A fire is unattended since the first look at
 * it after the last sight of somebody, because each such sight ended the claim (`denial`). Who proves to live has lived since he
 * came to stand there.
 */
function hindsight({ movesUpTo, person, accused }: KitchenRow): Partial<StayRule> {
  if (accused.includes('person')) return { since: (track) => livingSince(track), looksKept: livingLooks }
  if (movesUpTo !== undefined) return { since: ({ firstAt }) => firstAt, isOneThing: true, leastPlaces: 3 }
  return person === 'not_beside' || person === 'not_in_zone' ? { since: ({ firstAt }) => firstAt } : {}
}

function toRule(kind: KitchenKind, row: KitchenRow): StayRule {
  const pace = paceOf({ least: 1, leastGrace: 0, still: row.seconds, grace: 0, gap: row.gap ?? 5 })
  const share = shareOf(...row.hits)
  const needsPerson = row.person !== undefined
  return {
    of: 'tracks',
    kind,
    name: { zh: row.zh, en: row.en },
    description: describe(row),
    params: [
      pace.stillSeconds,
      pace.graceSeconds,
      share.hits,
      share.looks,
      pace.maxGapSeconds,
      scoreOf(row),
      minHeight,
      clueOnly,
      ...(row.gesture ? [byGesture] : []),
    ],
    reads: () => classesOf(row),
    needs: () => row.accused.map((one) => (needsPerson ? [one, 'person'] : [one])),
    presence: () => (row.stands ? { how: 'stand' } : { how: 'zone' }),
    timing: (params) => ({ ...paceMs(params, pace), hits: hitsIn(params, share) }),
    ...(row.hours ? { hours: row.hours } : {}),
    ceases: true,
    judge: judgeBy(row),
    ...hindsight(row),
    ...(row.person === 'not_beside' || row.person === 'not_in_zone' ? { denial: denialBy(row) } : {}),
  }
}

/** What must not be in a kitchen (互联网+明厨亮灶, domain list §3): a table of one shape, each row a kind of its own. */
export const kitchenRules = Object.fromEntries(
  (Object.entries(kitchenRows) as [KitchenKind, KitchenRow][]).map(([kind, row]) => [
    kind,
    toRule(kind, row),
  ]),
) as Record<KitchenKind, StayRule>
