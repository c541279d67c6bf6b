import type { ShadowDifference } from '@sightline/api/contract/shadows'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Space, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { FailureNote } from '../../app/failure.tsx'
import { useKindName } from '../../app/kind-name.ts'
import { useMay } from '../../app/session.tsx'
import { When } from '../../app/when.tsx'
import { DifferencePicture } from './difference-picture.tsx'

interface Props {
  readonly runId: string
  readonly of: readonly ShadowDifference[]
}

/** What one side found and the other did not, with its picture; people judge what the shadow found. */
export function Differences({ runId, of }: Props) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('shadows.differences')}>
      <h2>{t('shadows.differences')}</h2>
      <p className="soft">{t('shadows.differencesHint')}</p>
      {of.length === 0 ? (
        <Nothing title={t('shadows.noDifferences')} />
      ) : (
        <ul className="shadow-list">
          {of.map((one) => (
            <li key={`${one.side}/${one.findingId}`} data-testid="difference" data-side={one.side}>
              <Difference runId={runId} of={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface One {
  readonly runId: string
  readonly of: ShadowDifference
}

function Difference({ runId, of }: One) {
  const { t } = useTranslation()
  const kindName = useKindName()
  return (
    <article className="panel" data-truth={of.truth}>
      <DifferencePicture runId={runId} of={of} />
      <p>
        <Tag color={of.side === 'shadow' ? 'purple' : 'blue'}>{t(`shadows.side.${of.side}`)}</Tag>
        {kindName(of.kind)} · {of.sourceName} · {of.zoneName}
      </p>
      <p className="soft small">
        <When at={of.confirmedAt} />
      </p>
      <p>
        <Tag data-testid="truth">{t(`precision.truth.${of.truth}`)}</Tag>
        {of.saidBy && <span className="soft small">{t('shadows.saidBy', { name: of.saidBy.name })}</span>}
      </p>
      {of.side === 'shadow' ? <JudgeButtons runId={runId} of={of} /> : <AlertLink of={of} />}
    </article>
  )
}

const marks = ['right', 'wrong', 'unsaid'] as const

function JudgeButtons({ runId, of }: One) {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const judge = useMutation({
    mutationFn: (truth: (typeof marks)[number]) =>
      call(routes.shadows.judge, { params: { id: runId }, body: { findingId: of.findingId, truth } }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.shadow(runId) }),
  })
  if (!may('shadows.judge') || !of.hasPicture) return null
  return (
    <>
      <Space>
        {marks.map((truth) => (
          <Button
            key={truth}
            size="small"
            type={of.truth === truth ? 'primary' : 'default'}
            aria-pressed={of.truth === truth}
            disabled={judge.isPending}
            onClick={() => judge.mutate(truth)}
          >
            {t(`shadows.mark.${truth}`)}
          </Button>
        ))}
      </Space>
      {judge.error && <FailureNote error={judge.error} />}
    </>
  )
}

function AlertLink({ of: { alertId } }: Pick<One, 'of'>) {
  const { t } = useTranslation()
  const may = useMay()
  if (alertId === null) return <span className="soft small">{t('shadows.noAlert')}</span>
  return may('alerts.read') ? <Link to={`/alerts/${alertId}`}>{t('shadows.toAlert')}</Link> : null
}
