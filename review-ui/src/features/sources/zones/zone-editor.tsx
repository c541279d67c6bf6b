import type { Source } from '@sightline/api/contract/sources'
import type { Zone } from '@sightline/api/contract/zones'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../../api/failure.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { HoursEditor } from '../../../app/hours/hours-editor.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { type ShapeProblem, shapeProblems } from './shape-problems.ts'
import { useSaveZone } from './use-save-zone.ts'
import { ZoneCanvas } from './zone-canvas.tsx'
import { edited, startDraft } from './zone-draft.ts'
import { useShapeName } from './zone-handles.tsx'
import { ShapeList, ZoneTools } from './zone-tools.tsx'

/** The version that is edited is the one that was there at the start: what others publish meanwhile is a conflict. */
export function ZoneEditor(props: {
  readonly source: Source
  readonly zone: Zone | null
  readonly onReload: () => void
}) {
  const { source } = props
  const { t } = useTranslation()
  const [zone] = useState(props.zone)
  const [draft, edit] = useReducer(
    edited,
    { polygon: zone?.polygon ?? [], bays: zone?.bays ?? [] },
    startDraft,
  )
  const [name, setName] = useState(zone?.name ?? '')
  const [hours, setHours] = useState(zone?.hours ?? [])
  const [isActive, setActive] = useState(zone?.active ?? true)
  const save = useSaveZone(source, zone)
  const problems = shapeProblems(draft.shapes)
  const isReady = problems.length === 0 && draft.drawing === null && name.trim() !== ''
  return (
    <div className="zone-editor">
      <div className="panel">
        <ZoneTools draft={draft} edit={edit} />
        <Drawing source={source} draft={draft} edit={edit} problems={problems} />
        <p className="soft small">{t('sources.editorHelp')}</p>
      </div>
      <form
        className="panel zone-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) save.mutate({ name, hours, active: isActive, ...draft.shapes })
        }}
      >
        <label htmlFor="zone-name">{t('sources.zoneName')}</label>
        <Input id="zone-name" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        <ShapeList draft={draft} edit={edit} />
        <Problems problems={problems} />
        <HoursEditor
          hours={hours}
          onChange={(next) => setHours(next.map((span) => ({ ...span, days: [...span.days] })))}
        />
        {zone !== null && (
          <Checkbox checked={isActive} onChange={(event) => setActive(event.target.checked)}>
            {t('sources.zoneActive')}
          </Checkbox>
        )}
        {save.error && <FailureNote error={save.error} />}
        {save.error && failureCode(save.error) === 'changed_meanwhile' && (
          <Button onClick={props.onReload}>{t('sources.reloadZone')}</Button>
        )}
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={save.isPending}>
          {t('app.save')}
        </Button>
      </form>
    </div>
  )
}

type DrawingProps = Pick<Parameters<typeof ZoneCanvas>[0], 'draft' | 'edit' | 'problems'>

function Drawing({ source, ...canvas }: DrawingProps & { readonly source: Source }) {
  const { t } = useTranslation()
  const picture = useQuery(pictureQuery(source.id))
  return (
    <>
      <div className="zone-picture-bar">
        {picture.data && <PictureNote picture={picture.data} />}
        <Button size="small" onClick={() => void picture.refetch()} loading={picture.isFetching}>
          {t('sources.refresh')}
        </Button>
      </div>
      {canvas.draft.drawing !== null && <Alert type="info" showIcon title={t('sources.drawing')} />}
      {picture.error && <FailureNote error={picture.error} />}
      {picture.data && <ZoneCanvas {...canvas} picture={picture.data.address} />}
      {!picture.data && !picture.isFetching && <p className="warn">{t('sources.noPicture')}</p>}
    </>
  )
}

function Problems({ problems }: { readonly problems: readonly ShapeProblem[] }) {
  const { t } = useTranslation()
  const shapeName = useShapeName()
  const texts = new Set(
    problems.map(({ shape, problem }) =>
      t('sources.problemIn', { shape: shapeName(shape), problem: t(`code.zoneProblem.${problem.code}`) }),
    ),
  )
  if (texts.size === 0) {
    return (
      <p className="good" role="status" data-testid="zone-problems" data-count={0}>
        ✓ {t('sources.noProblems')}
      </p>
    )
  }
  return (
    <div role="status" data-testid="zone-problems" data-count={texts.size}>
      <strong className="bad">⚠ {t('sources.problems')}</strong>
      <ul className="problems bad">
        {[...texts].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
