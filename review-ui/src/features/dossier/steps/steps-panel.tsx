import './steps.css'
import type { Alert } from '@sightline/api/contract/alerts'
import { type AlertSteps, type Step } from '@sightline/api/contract/steps'
import { useQuery } from '@tanstack/react-query'
import { Button, Space, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { alertStepsQuery } from '../../../api/queries.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { useServerNow } from '../../../app/screen.tsx'
import { useSession } from '../../../app/session.tsx'
import { useLengthText, When } from '../../../app/when.tsx'
import { SiteRecordView } from '../on-site/site-record-view.tsx'
import { type Due, progressOf, type Rung, stayedAfterWarning } from './progress.ts'
import { StepDialog } from './step-dialog.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { lawOf } from '@sightline/api/law/kinds'
import { type StepKind, undoWithinMs } from '@sightline/api/law/steps'

type Open = { readonly record: StepKind } | { readonly undo: Step }

/** What was done about the alert short of a case, what is due next, and for how long the accused stayed after a warning. */
export function StepsPanel({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation()
  const steps = useQuery(alertStepsQuery(alert.id))
  const [open, setOpen] = useState<Open | null>(null)
  const law = lawOf(alert.kind)
  const close = (): void => setOpen(null)
  if (law.ladder.length === 0) return null
  return (
    <section id="steps" className="panel steps" aria-label={t('steps.title')}>
      <h2>{t('steps.title')}</h2>
      {law.confirmsAfterRecheck && <p className="small soft">{t('steps.needsRecheck')}</p>}
      <Loaded of={steps}>{(data) => <Climbed alert={alert} answer={data} onOpen={setOpen} />}</Loaded>
      {open && 'record' in open && <StepDialog alert={alert} kind={open.record} onClose={close} />}
      {open && 'undo' in open && <UndoDialog alertId={alert.id} step={open.undo} onClose={close} />}
    </section>
  )
}

interface Climb {
  readonly alert: Alert
  readonly answer: AlertSteps
  readonly onOpen: (open: Open) => void
}

function Climbed({ alert, answer, onOpen }: Climb) {
  const { t } = useTranslation()
  const { rungs, due } = progressOf(alert.kind, answer.items)
  const next = rungs.find((rung) => rung.state === 'next')?.kind
  return (
    <>
      <Stayed answer={answer} />
      {due && <DueLine due={due} />}
      {answer.rectify !== null && <Rectify {...answer.rectify} />}
      <Steps
        orientation="vertical"
        size="small"
        current={rungs.findIndex((rung) => rung.state === 'next')}
        items={rungs.map((rung) => ({
          key: rung.kind,
          title: t(`steps.stepName.${rung.kind}`),
          status: statusOf[rung.state],
          content: (
            <Done
              rung={rung}
              of={{ alert, opened: answer.openedFiles }}
              onUndo={(undo) => onOpen({ undo })}
            />
          ),
        }))}
      />
      <Space wrap>
        {answer.allowed.map((kind) => (
          <Button
            key={kind}
            size="small"
            type={kind === next ? 'primary' : 'default'}
            data-step={kind}
            onClick={() => onOpen({ record: kind })}
          >
            {t('steps.recordTitle', { step: t(`steps.stepName.${kind}`) })}
          </Button>
        ))}
      </Space>
    </>
  )
}

const statusOf = { done: 'finish', next: 'process', later: 'wait', skipped: 'wait' } as const

/** What stands between this alert and a case. */
function Rectify({ missing, noOrderBasis }: NonNullable<AlertSteps['rectify']>) {
  const { t } = useTranslation()
  return (
    <p className="small" data-testid="rectify" data-missing={missing}>
      {missing === null ? `✓ ${t('steps.rectified')}` : t(`steps.missing.${missing}`)}
      {noOrderBasis !== null && ` ${t('steps.mayWaive', { basis: noOrderBasis })}`}
    </p>
  )
}

/** By what the dossier proves: a stay that goes on may have lasted longer. */
function Stayed({ answer: { items, lastSeenAt, isClosed } }: { readonly answer: AlertSteps }) {
  const { t } = useTranslation()
  const length = useLengthText()
  const stayed = stayedAfterWarning(items, lastSeenAt)
  if (stayed === null || (stayed === 0 && !isClosed)) return null
  return (
    <p className={stayed === 0 ? 'good' : 'warn'} data-testid="stayed">
      {stayed === 0 ? t('steps.leftBefore') : t('steps.stayed', { length: length(stayed) })}
    </p>
  )
}

function DueLine({ due }: { readonly due: Due }) {
  const { t } = useTranslation()
  const now = useServerNow()
  const length = useLengthText()
  const step = t(`steps.stepName.${due.kind}`)
  const isOverdue = now >= due.at
  return (
    <p className={isOverdue ? 'bad' : 'warn'} role="status" data-overdue={isOverdue}>
      {isOverdue
        ? `⚠ ${t('steps.overdue', { step, length: length(now - due.at) })}`
        : t('steps.dueNext', { step, length: length(due.at - now) })}
    </p>
  )
}

/** Of which alert a step is told, and which files this person had on screen. */
interface OfReader {
  readonly alert: Alert
  readonly opened: readonly string[]
}

function Done(props: { readonly rung: Rung; readonly of: OfReader; readonly onUndo: (step: Step) => void }) {
  const { rung, of, onUndo } = props
  const { t } = useTranslation()
  if (rung.steps.length === 0)
    return rung.state === 'skipped' && <span className="soft small">{t('steps.skipped')}</span>
  return (
    <ul className="step-list">
      {rung.steps.map((step) => (
        <li key={step.id} data-undone={step.undone !== null}>
          <StepFacts step={step} />
          <OnSite step={step} of={of} />
          <UndoButton step={step} onUndo={onUndo} />
        </li>
      ))}
    </ul>
  )
}

function StepFacts({ step }: { readonly step: Step }) {
  const { t } = useTranslation()
  const { doneBy: name, recordedBy } = step
  return (
    <>
      <div className="step-said">
        <When at={step.at} />{' '}
        {step.spoken?.isAutomatic
          ? t('speech.byItself')
          : name === recordedBy.name
            ? t('steps.by', { name })
            : t('steps.byFor', { name, recorder: recordedBy.name })}
        {step.complied !== null && (
          <strong className={step.complied ? 'good' : 'bad'}>
            {' '}
            {t(step.complied ? 'steps.compliedYes' : 'steps.compliedNo')}
          </strong>
        )}
        {step.origin !== 'own' && (
          <div className="small soft">
            <Link to={`/alerts/${step.alertId}`}>{t(`steps.origin.${step.origin}`)}</Link>
          </div>
        )}
        {step.spoken && (
          <div className="small good">
            {t(`speech.speakerName.${step.spoken.speaker}`)} · {t('speech.state.delivered')}
          </div>
        )}
        {step.isWithheld && <div className="small soft">{t('steps.withheld')}</div>}
        {step.text !== '' && <div>{step.text}</div>}
        {step.dueAt !== null && (
          <div>
            {step.documentNumber !== null && `${step.documentNumber} · `}
            {t('steps.dueAt')} <When at={step.dueAt} />
          </div>
        )}
      </div>
      {step.undone && (
        <div className="small bad">
          {step.isWithheld ? t('steps.undone') : t('steps.undoneFor', { reason: step.undone.reason })}
        </div>
      )}
    </>
  )
}

/** What was brought from the place, and what the record lacks to count for a case. */
function OnSite({ step, of: { alert, opened } }: { readonly step: Step; readonly of: OfReader }) {
  const { t } = useTranslation()
  const { site, gap, undone, kind } = step
  const counts = undone === null && lawOf(alert.kind).onSite.includes(kind)
  return (
    <>
      {site && <SiteRecordView alertId={alert.id} site={site} opened={opened} />}
      {counts && gap !== null && (
        <div className="small warn" data-testid="step-gap" data-gap={gap}>
          ⚠ {t(`onSite.gap.${gap}`)}
        </div>
      )}
    </>
  )
}

/** Shown to the author, while it may be taken back. */
function UndoButton({ step, onUndo }: { readonly step: Step; readonly onUndo: (step: Step) => void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const now = useServerNow()
  const isOpen =
    step.spoken === null &&
    step.origin === 'own' &&
    step.undone === null &&
    now - step.recordedAt <= undoWithinMs
  if (!isOpen || step.recordedBy.id !== person.id) return null
  return (
    <Button size="small" type="link" className="step-undo" onClick={() => onUndo(step)}>
      {t('steps.undo')}
    </Button>
  )
}
