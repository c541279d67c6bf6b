import type { Source } from '@sightline/api/contract/sources'
import { markProblems } from '@sightline/detectors/envelope/mark-problems'
import type { MarkedHeight } from '@sightline/detectors/envelope/size-law'
import { useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../../app/failure.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { firstMarks, markEnds, withEnd } from './height-marks.ts'
import { MarkHandle } from './mark-handle.tsx'
import { useMarkHeights } from './use-mark-heights.ts'
import type { ToPoint } from './zone-draft.ts'

/** Marks how high a grown person is at two places of the picture: from these, scale and tilt are known. */
export function HeightsPanel({ source }: { readonly source: Source }) {
  const { t } = useTranslation()
  const picture = useQuery(pictureQuery(source.id))
  const [marks, setMarks] = useState<readonly MarkedHeight[]>(source.heights)
  const save = useMarkHeights(source)
  const problems = markProblems(marks)
  const isMarked = marks.length > 0
  return (
    <section className="panel" aria-label={t('sight.heights')}>
      <h2>{t('sight.heights')}</h2>
      <p className="soft small">{t('sight.heightsHelp')}</p>
      {picture.data && <PictureNote picture={picture.data} />}
      {picture.data ? (
        <MarkCanvas picture={picture.data.address} marks={marks} onChange={setMarks} />
      ) : (
        <p className="warn">{t('sources.noPicture')}</p>
      )}
      <ul className="problems bad" role="status" data-testid="mark-problems" data-count={problems.length}>
        {problems.map(({ code, mark }) => (
          <li key={`${code}-${mark}`}>{t(`code.markProblem.${code}`, { n: (mark ?? 0) + 1 })}</li>
        ))}
      </ul>
      {save.error && <FailureNote error={save.error} />}
      <Space wrap>
        {!isMarked && <Button onClick={() => setMarks(firstMarks)}>{t('sight.markTwo')}</Button>}
        {isMarked && <Button onClick={() => setMarks([])}>{t('sight.markNone')}</Button>}
        <Button
          type="primary"
          disabled={problems.length > 0 || (!isMarked && source.heights.length === 0)}
          loading={save.isPending}
          onClick={() => save.mutate(marks)}
        >
          {t('sight.markSave')}
        </Button>
      </Space>
    </section>
  )
}

function MarkCanvas(props: {
  readonly picture: string
  readonly marks: readonly MarkedHeight[]
  readonly onChange: (marks: readonly MarkedHeight[]) => void
}) {
  const { marks, onChange } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const toPoint: ToPoint = ({ clientX, clientY }) => {
    const box = frame.current?.getBoundingClientRect()
    return box ? { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height } : { x: 0, y: 0 }
  }
  return (
    <div
      ref={frame}
      className="zone-canvas"
      role="group"
      aria-label={t('sight.heights')}
      data-testid="height-canvas"
    >
      <img src={props.picture} alt={t('sources.picture')} draggable={false} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
        {marks.map(({ head, foot }, i) => (
          <line key={i} className="height-line" x1={head.x} y1={head.y} x2={foot.x} y2={foot.y} />
        ))}
      </svg>
      {marks.flatMap((mark, i) =>
        markEnds.map((end) => (
          <MarkHandle
            key={`${i}-${end}`}
            mark={i}
            end={end}
            at={mark[end]}
            toPoint={toPoint}
            onMove={(to) => onChange(withEnd(marks, { mark: i, end }, to))}
          />
        )),
      )}
    </div>
  )
}
