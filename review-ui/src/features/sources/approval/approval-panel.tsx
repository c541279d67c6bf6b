import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { useQuery } from '@tanstack/react-query'
import { Alert, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { approvalQuery } from '../../../api/approval-queries.ts'
import { Loaded } from '../../../app/loaded.tsx'
import { ApprovalActs } from './approval-acts.tsx'
import { ApprovalHistory } from './approval-history.tsx'
import { ApprovalSteps } from './approval-steps.tsx'
import { FileFacts } from './file-facts.tsx'
import { MissingList } from './missing-list.tsx'
import { RunningOutNote } from './running-out.tsx'
import { SignPanel } from './sign-panel.tsx'

/** Who comes by a link to the approval sees it, not the top of a long page. */
function bringUp(section: HTMLElement | null): void {
  if (window.location.hash === '#approval') section?.scrollIntoView()
}

/** The approval of a source: where it stands, who must act, what is missing, and how it came there. */
export function ApprovalPanel({ sourceId }: { readonly sourceId: string }) {
  const { t } = useTranslation()
  const approval = useQuery(approvalQuery(sourceId))
  return (
    <section id="approval" ref={bringUp} className="panel" aria-labelledby="approval-title">
      <h2 id="approval-title">{t('approval.title')}</h2>
      <p className="soft small">{t('approval.hint')}</p>
      <Loaded of={approval}>{(detail) => <Approval detail={detail} />}</Loaded>
    </section>
  )
}

function Approval({ detail }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const { state, isDrawn, file } = detail
  return (
    <>
      {isDrawn ? (
        <Alert type="info" showIcon title={t('approval.drawn')} />
      ) : (
        <>
          <ApprovalSteps state={state} />
          <p data-testid="approval-turn">
            <Tag>{t(`code.approval.${state}`)}</Tag> {t(`approval.turn.${state}`)}
          </p>
          {file.trialUntil !== null && <p>{t('approval.onTrial', { day: file.trialUntil })}</p>}
          {state !== 'in_use' && state !== 'retired' && <MissingList detail={detail} />}
          <RunningOutNote detail={detail} />
          <ApprovalActs detail={detail} />
          <FileFacts detail={detail} />
          <SignPanel detail={detail} />
        </>
      )}
      <ApprovalHistory history={detail.history} />
    </>
  )
}
