import type { Model, Trial } from '@sightline/api/contract/models'
import { Alert, Progress, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { When } from '../../app/when.tsx'
import { ClassTags } from './model-tags.tsx'
import type { TrialPicture } from './trial-picture.ts'
import { isFaultOfModel, useClassName, useDoubtText, useFactName, useFaultText } from './words.ts'

type Ran = Extract<Trial, { ok: true }>
type Seen = Ran['detections'][number]

const percent = (share: number): string => `${Math.round(share * 100)}%`
const inPicture = (share: number): number => Math.min(1, Math.max(0, share))

/** What the last dry run gave: boxes or scores, over its picture while this page still has it, or why it cannot serve. */
export function TrialResult({
  model,
  picture,
}: {
  readonly model: Model
  readonly picture: TrialPicture | null
}) {
  const { t } = useTranslation()
  const { trial, triedAt } = model
  if (trial === null || triedAt === null) return null
  return (
    <div data-testid="trial-result" data-ok={trial.ok}>
      <p className="soft small">
        {t('models.triedAt')} <When at={triedAt} />
      </p>
      {trial.ok ? <RanResult trial={trial} picture={picture} /> : <FailedResult trial={trial} />}
    </div>
  )
}

function FailedResult({ trial }: { readonly trial: Extract<Trial, { ok: false }> }) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  const factName = useFactName()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-code={trial.code}
      title={t(isFaultOfModel(trial.code) ? 'models.failed' : 'models.undone')}
      description={
        <>
          <p>{faultText(trial.code)}</p>
          <dl className="model-facts">
            {Object.entries(trial.facts).map(([key, value]) => (
              <Fact key={key} name={factName(key)} value={String(value)} />
            ))}
          </dl>
        </>
      }
    />
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="soft">{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  )
}

/** What it gave is shown all the same: it says where to look. */
function RanResult({ trial, picture }: { readonly trial: Ran; readonly picture: TrialPicture | null }) {
  const { t } = useTranslation()
  const { detections, scores, classes, doubts, tookMs } = trial
  return (
    <>
      {doubts.length > 0 ? (
        <Doubts doubts={doubts} />
      ) : (
        <p className="good">✓ {t('models.passed', { ms: Math.round(tookMs) })}</p>
      )}
      <p>
        {t('models.classes')}：<ClassTags classes={classes} />
      </p>
      {picture ? (
        <PictureWithBoxes picture={picture} detections={detections} />
      ) : (
        <p className="soft small">{t('models.pictureGone')}</p>
      )}
      {scores ? <Scores scores={scores} /> : <Detections detections={detections} />}
    </>
  )
}

/** Every reason for not believing it, with what to do; a code of a later worker stands as it is. */
function Doubts({ doubts }: { readonly doubts: Ran['doubts'] }) {
  const { t } = useTranslation()
  const doubtText = useDoubtText()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="trial-doubts"
      title={t('models.doubtful')}
      description={
        <>
          <ul className="problems">
            {doubts.map((doubt) => (
              <li key={doubt.code} data-code={doubt.code}>
                {doubtText(doubt)}
              </li>
            ))}
          </ul>
          <p>{t('models.doubtfulHelp')}</p>
        </>
      }
    />
  )
}

/** Every box has its number, as in the list beside it, and its word. */
export function PictureWithBoxes(props: {
  readonly picture: TrialPicture
  readonly detections: readonly Seen[]
}) {
  const { t } = useTranslation()
  const className = useClassName()
  return (
    <div className="trial-frame">
      <img src={props.picture.address} alt={t('models.pictureAlt')} />
      {props.detections.map(({ class: name, score, box }, i) => {
        const [left, top] = [inPicture(box.left), inPicture(box.top)]
        const [width, height] = [inPicture(box.right) - left, inPicture(box.bottom) - top]
        const style = { left: `${left * 100}%`, top: `${top * 100}%` }
        return (
          <div
            key={i}
            className="trial-box"
            data-testid="trial-box"
            style={{ ...style, width: `${width * 100}%`, height: `${height * 100}%` }}
          >
            <span className="trial-label">
              {i + 1} {className(name)} {percent(score)}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function Detections({ detections }: { readonly detections: readonly Seen[] }) {
  const { t } = useTranslation()
  const className = useClassName()
  if (detections.length === 0) return <Alert type="warning" showIcon title={t('models.sawNothing')} />
  const columns: TableColumnsType<Seen & { readonly n: number }> = [
    { title: '#', dataIndex: 'n', width: 48 },
    { title: t('models.seenClass'), render: (_, one) => className(one.class) },
    { title: t('models.score'), render: (_, one) => percent(one.score), width: 80 },
    {
      title: t('models.place'),
      render: (_, { box }) => [box.left, box.top, box.right, box.bottom].map(percent).join(' '),
    },
  ]
  return (
    <>
      <p role="status">{t('models.sawCount', { n: detections.length })}</p>
      <Table
        rowKey="n"
        size="small"
        pagination={detections.length > 20 ? { pageSize: 20 } : false}
        columns={columns}
        dataSource={detections.map((one, i) => ({ ...one, n: i + 1 }))}
      />
    </>
  )
}

/** A classifier's answer, the likeliest first. */
function Scores({ scores }: { readonly scores: Readonly<Record<string, number>> }) {
  const { t } = useTranslation()
  const sorted = Object.entries(scores).toSorted(([, a], [, b]) => b - a)
  return (
    <dl className="model-facts" aria-label={t('models.scores')}>
      {sorted.slice(0, 20).map(([label, score]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            <Progress percent={Number((score * 100).toFixed(1))} aria-label={label} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
