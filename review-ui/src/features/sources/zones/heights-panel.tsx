import type { Source } from '@sightline/api/contract/sources'
import { markProblems, type MarkProblem } from '@sightline/detectors/envelope/mark-problems'
import type { MarkedHeight } from '@sightline/detectors/envelope/size-law'
import { useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { firstStep, goingOn, stepped, undone } from '../../../app/steps.ts'
import { onUndoKey, UndoButtons } from '../../../app/undo-buttons.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { firstMarks } from './height-marks.ts'
import { HeightsCanvas } from './heights-canvas.tsx'
import { useMarkHeights } from './use-mark-heights.ts'

type Marks = readonly MarkedHeight[]

/** Marks how high a grown person is at two places of the picture: from these, scale and tilt are known. */
export function HeightsPanel({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const picture = useQuery(pictureQuery(source.id))
  const [steps, setSteps] = useState(() => firstStep<Marks>(source.heights))
  const undo = (): void => setSteps(undone)
  const marks = steps.now
  const step = (next: Marks): void => setSteps(stepped(steps, next))
  return (
    <section className="zone-editor" aria-label={t('sight.heights')} onKeyDown={onUndoKey(undo)}>
      <div className="panel">
        <h2>{t('sight.heights')}</h2>
        {picture.data && <PictureNote picture={picture.data} />}
        {picture.data ? (
          <HeightsCanvas
            picture={picture.data.address}
            marks={marks}
            onChange={(next, isSameStep) => setSteps((isSameStep ? goingOn : stepped)(steps, next))}
          />
        ) : (
          <p className="warn">{t('sources.noPicture')}</p>
        )}
      </div>
      <div className="panel zone-form">
        <p className="soft small">{t('sight.heightsHelp')}</p>
        {marks.length > 0 && <p className="soft small">{t('sight.markLegend')}</p>}
        <Problems problems={markProblems(marks)} isMarked={marks.length > 0} />
        <Space wrap>
          {marks.length === 0 ? (
            <Button onClick={() => step(firstMarks)}>{t('sight.markTwo')}</Button>
          ) : (
            <Button onClick={() => step([])}>{t('sight.markNone')}</Button>
          )}
          <UndoButtons
            steps={steps}
            onUndo={undo}
            onCancel={() => setSteps(firstStep<Marks>(source.heights))}
          />
        </Space>
        <SaveMarks source={source} marks={marks} />
      </div>
    </section>
  )
}

function Problems({
  problems,
  isMarked,
}: {
  readonly problems: readonly MarkProblem[]
  readonly isMarked: boolean
}) {
  const { t } = useTranslation()
  return (
    <div role="status" data-testid="mark-problems" data-count={problems.length}>
      {problems.length === 0 && isMarked && <p className="good">✓ {t('sight.marksGood')}</p>}
      {problems.length > 0 && (
        <ul className="problems bad">
          {problems.map(({ code, mark }) => (
            <li key={`${code}-${mark}`}>{t(`code.markProblem.${code}`, { n: (mark ?? 0) + 1 })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function SaveMarks({ source, marks }: { readonly source: Source; readonly marks: Marks }) {
  const { t } = useTranslation()
  const save = useMarkHeights(source)
  const isNothing = marks.length === 0 && source.heights.length === 0
  return (
    <>
      {save.error && <FailureNote error={save.error} />}
      <Button
        type="primary"
        disabled={isNothing || markProblems(marks).length > 0}
        loading={save.isPending}
        onClick={() => save.mutate(marks)}
      >
        {t('sight.markSave')}
      </Button>
    </>
  )
}
