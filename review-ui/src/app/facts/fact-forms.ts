import { rules } from '@sightline/detectors/rules/table'
import { hoursSpanSchema } from '@sightline/api/contract/zones'
import { approvalSchema } from '@sightline/api/contract/sources'
import { positionSchema } from '@sightline/api/contract/geometry'
import { certificateSchema } from '@sightline/api/contract/people'
import { answersSchema } from '@sightline/api/contract/alerts'
import { permitAnswerSchema, permitListedSchema } from '@sightline/api/contract/permits'
import { z } from 'zod'
import type { FactKey } from '../../words/fact-words.ts'
import { hoursText } from '../hours/hours.ts'
import { formatAt, formatBytes, formatDay } from '../time.ts'
import { form, text, word, yesNo, type Form } from './form.ts'
import { sayPerson, wordIn, type Saying } from './saying.ts'
import { speechForms } from './speech-forms.ts'

const joined = (parts: readonly (string | null)[]): string | null =>
  parts.some((part) => part === null) ? null : parts.join('、')

const moment = form(z.number(), (at) => formatAt(at))
const count = form(z.int(), (n, { t }) => t('facts.count', { n }))
const person = form(z.string(), sayPerson)
const people = form(z.array(z.string()), (ids, saying) => joined(ids.map((id) => sayPerson(id, saying))))

const ruleName = (kind: string, language: Saying['language']): string | null =>
  Object.entries(rules).find(([one]) => one === kind)?.[1].name[language] ?? null

/** Of violations, permits, steps, sources, units and files from a place: no two lists share a code. */
const kind = form(z.string(), (code, { words, language }) => {
  const lists = [
    words.permits.kindName,
    words.steps.stepName,
    words.code.sourceKind,
    words.onSite.kindName,
    words.units.kinds,
    words.speech.speakerName,
  ]
  return (
    ruleName(code, language) ?? lists.map((list) => wordIn(list, code)).find((one) => one !== null) ?? null
  )
})

const kinds = form(z.array(z.string()), (codes, saying) => joined(codes.map((code) => kind(code, saying))))

const dayName = (day: number, { words }: Saying): string => wordIn(words.sources, `day${day}`) ?? String(day)
const hours = form(z.array(hoursSpanSchema), (spans, saying) =>
  spans.length === 0
    ? saying.words.permits.always
    : spans.map((span) => hoursText(span, (day) => dayName(day, saying))).join('；'),
)

const approval = form(approvalSchema, ({ state }, { words }) => words.code.approval[state])

const certificate = form(z.union([z.string(), certificateSchema]), (value, { t }) =>
  typeof value === 'string'
    ? value
    : [t('facts.until', { number: value.number, day: formatDay(value.validUntil - 1) }), value.region]
        .filter(Boolean)
        .join(' · '),
)

const answers = form(answersSchema, (of, { words }) => {
  const { trueShort, clearShort, completeShort, accurateShort } = words.dossier
  const asked = [
    [trueShort, of.isTrue],
    [clearShort, of.isClear],
    [completeShort, of.isComplete],
    [accurateShort, of.isAccurate],
  ] as const
  return asked.map(([name, is]) => `${name} ${is ? words.app.yes : words.app.no}`).join(' · ')
})

const listedSchema = permitListedSchema.pick({ number: true, isForPlate: true })
const permit = form(
  permitAnswerSchema.extend({ listed: z.array(listedSchema) }),
  ({ answer, reason, listed }, { words }) => {
    const numbers = listed.map(
      (one) => one.number + (one.isForPlate ? `（${words.permits.plateMatches}）` : ''),
    )
    const parts = [words.permits[answer], reason, numbers.join('、')]
    return parts.filter((part) => part !== '').join(' · ')
  },
)

const hitSchema = permitListedSchema.pick({ number: true, cover: true })
const permits = form(z.array(hitSchema), (hits, { t, words }) =>
  hits.length === 0
    ? words.app.none
    : hits.map(({ number, cover }) => (cover === 'part' ? t('facts.partly', { number }) : number)).join('、'),
)

const outcome = form(
  z.string(),
  (code, { words }) => wordIn(words.facts.outcome, code) ?? wordIn(words.models.fault, code),
)

const doubts = form(z.array(z.string()), (codes, { words }) =>
  joined(codes.map((code) => wordIn(words.models.doubtName, code))),
)

/** The code of a list, or what somebody wrote. */
const reason = form(
  z.string(),
  (value, { words }) =>
    wordIn(words.code.dismissReason, value) ??
    wordIn(words.code.correctionReason, value) ??
    wordIn({ ...words.code.closeReason, not_seen: words.opened.end.not_seen }, value) ??
    value,
)

const clueReasons = form(z.array(z.string()), (codes, { words }) =>
  joined(codes.map((code) => wordIn(words.code.clueReason, code))),
)

const place = form(positionSchema, ({ lat, lon }) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`)
const shapes = form(z.array(z.unknown()), ({ length }, { t }) =>
  length === 0 ? '' : t('facts.count', { n: length }),
)
const corners = form(z.array(z.unknown()), ({ length }, { t }) => t('sources.pointsCount', { n: length }))

/** How each key's value is said. */
export const factForms: Record<FactKey, Form> = {
  name: text,
  account: form(z.string(), (value, { words }) => (value === 'malformed' ? words.facts.oddAccount : value)),
  number: text,
  work: word((words) => words.limits.works),
  limitAt: moment,
  level: word((words) => words.limits.levels),
  role: word((words) => words.code.role),
  kind,
  place: text,
  position: place,
  turn: form(z.number(), (degrees) => `${degrees}°`),
  heights: shapes,
  url: text,
  host: text,
  user: text,
  hasPassword: yesNo,
  enabled: yesNo,
  active: yesNo,
  approval,
  basis: text,
  polygon: corners,
  bays: shapes,
  hours,
  certificate,
  stage: word((words) => words.code.stage),
  part: word((words) => words.facts.part),
  standing: word((words) => words.code.standing),
  clueReasons,
  chainLink: word((words) => words.facts.chainLink),
  exhibits: count,
  members: count,
  bytes: form(z.number(), (bytes) => formatBytes(bytes)),
  seen: count,
  outcome,
  doubts,
  state: word((words) => words.models.state),
  code: word((words) => words.code.failure),
  address: text,
  plate: text,
  hasPlate: yesNo,
  zones: count,
  fromDay: text,
  toDay: text,
  version: form(z.int(), (version) => String(version)),
  reason,
  note: text,
  text,
  takenAt: moment,
  beganAt: moment,
  dueAt: moment,
  graceUntil: moment,
  openedTold: word((words) => words.opened.toldName),
  closeReason: reason,
  doneBy: text,
  documentNumber: text,
  documentKind: word((words) => words.documents.kindName),
  complied: form(z.boolean(), (is, { words }) => (is ? words.steps.compliedYes : words.steps.compliedNo)),
  answers,
  permit,
  permits,
  rectifyWaiver: text,
  mode: word((words) => words.modes.modeName),
  lawSubject: word((words) => words.catalogue.subject),
  lawKey: text,
  fileName: text,
  rows: count,
  matterCode: text,
  firstAnswer: word((words) => words.caseMatter.answer),
  gaps: form(z.array(z.string()), (codes, { words }) =>
    joined(codes.map((code) => wordIn(words.caseMatter.gap, code))),
  ),
  authorityBasis: text,
  sourceKind: kind,
  answer: word((words) => words.cases.action),
  receiver: text,
  filedNumber: text,
  round: form(z.int(), (round) => String(round)),
  officers: people,
  secondOfficer: person,
  person,
  requested_by: person,
  because: text,
  approvedBy: text,
  approvedOn: text,
  validUntil: text,
  purpose: text,
  coversPlates: yesNo,
  kinds,
  sources: count,
  set: word((words) => words.datasets.setName),
  findings: count,
  seed: form(z.int(), (seed) => String(seed)),
  pictures: count,
  annotations: count,
  leftOut: count,
  kept: count,
  added: count,
  removed: count,
  moved: count,
  renamed: count,
  cpuPercent: form(z.number(), (percent) => `${percent}%`),
  until: moment,
  truth: word((words) => words.precision.truth),
  endedWhy: word((words) => words.shadows.ended),
  keepingClass: word((words) => words.keeping.className),
  days: form(z.int(), String),
  keptUntil: moment,
  act: word((words) => words.approval.act),
  takeUntil: moment,
  viewingReason: text,
  caseNumber: text,
  viewedAt: moment,
  times: count,
  seeks: count,
  masks: count,
  signInWay: word((words) => words.factor.way),
  codesLeft: count,
  ...speechForms,
  suspendedFor: word((words) => words.approval.because),
}
