import type { AlertDetail } from '@sightline/api/contract/alerts'
import { accusesVehicle } from '@sightline/api/law/kinds'
import type { ErrorCode } from '@sightline/api/contract/errors'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/client.ts'
import { ApiFailure } from '../../../api/failure.ts'
import { keys } from '../../../api/queries.ts'
import { ownWords } from '../own-words.ts'
import { matterProblems, type MattersSeen } from './matter-draft.ts'
import { useMatters } from './use-matters.ts'
import { permitProblems, type PermitsSeen } from './permit-draft.ts'
import { usePermits } from './use-permits.ts'
import { type Draft, type DraftProblem, emptyDraft, problemsOf, toReview } from './draft.ts'

export interface ReviewDesk {
  readonly draft: Draft
  readonly edit: (change: (now: Draft) => Draft) => void
  readonly problems: readonly DraftProblem[]
  /** Whether submitting was tried: problems are not held against someone who is still at it. */
  readonly isAsked: boolean
  readonly isAsking: boolean
  readonly isPending: boolean
  readonly error: unknown
  /** The permits of the alert's place and time, and whether one is for the plate that was typed. */
  readonly permits: PermitsSeen
  /** The matters that may be named, who may handle them, and what is on record. */
  readonly matters: MattersSeen
  /** The kind accuses a vehicle: nothing is confirmed without its plate. */
  readonly asksPlate: boolean
  readonly words: ReturnType<typeof ownWords>
  /** The machine read another plate than was typed: the officer may insist. */
  readonly mayInsist: boolean
  /** A stay that nobody saw end was proposed before: the officer may decide that this is another. */
  readonly mayBeNewEvent: boolean
  readonly ask: () => void
  readonly submit: () => void
  readonly cancel: () => void
}

/** A verdict from the first tick to the api's answer. A refusal leaves the draft as it is. */
export function useReview(detail: AlertDetail): ReviewDesk {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [draft, setDraft] = useState(emptyDraft)
  const [step, setStep] = useState<'drafting' | 'tried' | 'asking'>('drafting')
  const review = useSendReview(detail.alert.id)
  const permits = usePermits(detail.alert, draft.plate)
  const matters = useMatters(detail, draft)
  const problems = [...draftProblems(detail, draft, permits), ...matterProblems(draft, matters)]
  const body = toReview(draft, detail.alert.version)
  const submit = (): void => {
    if (body === null || review.isPending) return
    review.mutate(body, {
      onSuccess: () => {
        setDraft(emptyDraft)
        void message.success(t('dossier.reviewed'))
      },
      onSettled: () => setStep('tried'),
    })
  }
  const ask = (): void => {
    review.reset()
    setStep(problems.length === 0 ? 'asking' : 'tried')
  }
  return {
    draft,
    edit: setDraft,
    problems,
    isAsked: step !== 'drafting',
    isAsking: step === 'asking',
    isPending: review.isPending,
    error: review.error,
    permits,
    matters,
    asksPlate: accusesVehicle(detail.alert.kind),
    words: ownWords(detail.alert.kind),
    mayInsist: draft.plateConfirmed || isRefusedFor(review.error, 'ev_plate_differs'),
    mayBeNewEvent: draft.isNewEvent || isUndecidedDuplicate(review.error),
    ask,
    submit,
    cancel: () => setStep('tried'),
  }
}

/** Everything that keeps a draft from being submitted, of this kind of violation. */
function draftProblems(detail: AlertDetail, draft: Draft, permits: PermitsSeen): readonly DraftProblem[] {
  const unseen = detail.exhibits.filter((exhibit) => exhibit.required && !exhibit.opened).length
  const asksPlate = accusesVehicle(detail.alert.kind)
  const problems = problemsOf(draft, unseen).filter(
    (problem) => asksPlate || (problem !== 'needPlate' && problem !== 'badPlate'),
  )
  return [...problems, ...permitProblems(draft, permits)]
}

/** Whether a refusal names this code, first or among others. */
const isRefusedFor = (error: unknown, code: ErrorCode): boolean =>
  error instanceof ApiFailure && (error.code === code || error.problems.some(({ path }) => path === code))

/** Both were not seen at one time: whether it is one stay is for the officers to decide. */
const isUndecidedDuplicate = (error: unknown): boolean => {
  if (!isRefusedFor(error, 'case_dup') || !(error instanceof ApiFailure)) return false
  return isUnproven(error.facts) || listOf(error.facts['failures']).some((one) => isUnproven(one['facts']))
}
const isBag = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isBag) : [])
const isUnproven = (facts: unknown): boolean => isBag(facts) && facts['isProven'] === false

function useSendReview(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NonNullable<ReturnType<typeof toReview>>) =>
      call(routes.alerts.review, { params: { id }, body }),
    onSuccess: (answer) => queries.setQueryData(keys.alert(id), answer),
    onSettled: () =>
      Promise.all(
        [keys.alerts, keys.alert(id), keys.cases].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
}
