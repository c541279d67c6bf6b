import type { Clothing } from '@sightline/api/contract/clothing'
import type { Source } from '@sightline/api/contract/sources'
import { type Garment, garments } from '@sightline/detectors/clothing/garment'
import type { Point } from '@sightline/detectors/geometry/point'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../../api/failure.ts'
import { FailureNote } from '../../../app/failure.tsx'
import { firstStep, goingOn, stepped, undone } from '../../../app/steps.ts'
import { onUndoKey, UndoButtons } from '../../../app/undo-buttons.tsx'
import { PictureNote } from '../picture-note.tsx'
import { pictureQuery } from '../picture-query.ts'
import { chooseLight, removeSample, startDraft, takeSample, type ClothingDraft } from './clothing-draft.ts'
import { ColourPicture } from './colour-picture.tsx'
import type { Pixels } from './read-colour.ts'
import { SampleLine } from './swatch.tsx'
import { useDeclareClothing } from './use-declare-clothing.ts'
import { usePixels } from './use-pixels.ts'

/** What the next click on the picture shows. */
type Showing = Garment | 'light'

/** Shows the colours of the house's clothes in a picture of the source, and declares them. */
export function ClothingEditor(props: {
  readonly source: Source
  readonly clothing: Clothing | null
  readonly onReload: () => void
}) {
  const { source } = props
  const { t } = useTranslation()
  const [clothing] = useState(props.clothing)
  const [steps, setSteps] = useState(() => firstStep(startDraft(clothing)))
  const draft = steps.now
  const undo = (): void => setSteps(undone)
  const [showing, setShowing] = useState<Showing>('hat')
  const [name, setName] = useState('')
  const declare = useDeclareClothing(source, clothing?.version ?? 0)
  const take = (pixels: Pixels, at: Point): void =>
    setSteps((before) => {
      if (showing === 'light') return stepped(before, chooseLight(pixels, at))
      const named = name.trim() || t(`sources.garment_${showing}`)
      const next = takeSample(before.now, pixels, { garment: showing, name: named, at })
      return (next.refusal === null ? stepped : goingOn)(before, next)
    })
  return (
    <div className="zone-editor" onKeyDown={onUndoKey(undo)}>
      <div className="panel">
        <Shown source={source} draft={draft} onTake={take} />
        <p className="soft small">{t('sources.clothingHelp')}</p>
      </div>
      <form
        className="panel zone-form"
        onSubmit={(event) => {
          event.preventDefault()
          declare.mutate(draft)
        }}
      >
        <WhatToShow showing={showing} name={name} onShowing={setShowing} onName={setName} />
        <Samples draft={draft} onChange={(next) => setSteps(stepped(steps, next))} />
        <UndoButtons steps={steps} onUndo={undo} onCancel={() => setSteps(firstStep(startDraft(clothing)))} />
        {declare.error && <FailureNote error={declare.error} />}
        {declare.error && failureCode(declare.error) === 'changed_meanwhile' && (
          <Button onClick={props.onReload}>{t('sources.reloadZone')}</Button>
        )}
        <p className="soft small">{t('sources.clothingClue')}</p>
        <Button type="primary" htmlType="submit" loading={declare.isPending}>
          {t('app.save')}
        </Button>
      </form>
    </div>
  )
}

function WhatToShow(props: {
  readonly showing: Showing
  readonly name: string
  readonly onShowing: (next: Showing) => void
  readonly onName: (next: string) => void
}) {
  const { showing } = props
  const { t } = useTranslation()
  return (
    <>
      <Radio.Group
        aria-label={t('sources.clothingShow')}
        value={showing}
        onChange={(event) => props.onShowing(event.target.value as Showing)}
      >
        {[...garments, 'light' as const].map((one) => (
          <Radio key={one} value={one}>
            {one === 'light' ? t('sources.clothingLight') : t(`sources.garment_${one}`)}
          </Radio>
        ))}
      </Radio.Group>
      {showing === 'light' ? (
        <p className="soft small">{t('sources.clothingLightHelp')}</p>
      ) : (
        <>
          <label htmlFor="garment-name">{t('sources.clothingName')}</label>
          <Input
            id="garment-name"
            value={props.name}
            maxLength={40}
            onChange={(event) => props.onName(event.target.value)}
          />
        </>
      )}
    </>
  )
}

function Samples(props: { readonly draft: ClothingDraft; readonly onChange: (next: ClothingDraft) => void }) {
  const { draft, onChange } = props
  const { t } = useTranslation()
  return (
    <>
      {draft.refusal && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          data-code={draft.refusal}
          title={t(`sources.sample_${draft.refusal}`)}
        />
      )}
      <p className="soft" role="status">
        {draft.samples.length === 0
          ? t('sources.clothingEmpty')
          : t('sources.clothingTaken', { n: draft.samples.length })}
      </p>
      <ul className="colour-list" aria-label={t('sources.clothingColours')}>
        {draft.samples.map((sample, i) => (
          <li key={i}>
            <SampleLine sample={sample} />
            <Button size="small" onClick={() => onChange(removeSample(draft, i))}>
              {t('sources.clothingRemove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Shown(props: {
  readonly source: Source
  readonly draft: ClothingDraft
  readonly onTake: (pixels: Pixels, at: Point) => void
}) {
  const { draft } = props
  const { t } = useTranslation()
  const picture = useQuery(pictureQuery(props.source.id))
  const pixels = usePixels(picture.data?.address)
  return (
    <>
      <div className="zone-picture-bar">
        {picture.data && <PictureNote picture={picture.data} />}
        <Button size="small" onClick={() => void picture.refetch()} loading={picture.isFetching}>
          {t('sources.refresh')}
        </Button>
      </div>
      {picture.error && <FailureNote error={picture.error} />}
      {picture.data && (
        <ColourPicture
          picture={picture.data.address}
          samples={draft.samples}
          place={draft.light?.place ?? null}
          onTake={(at) => pixels && props.onTake(pixels, at)}
        />
      )}
      {!picture.data && !picture.isFetching && <p className="warn">{t('sources.noPicture')}</p>}
    </>
  )
}
