import type { ApprovalDetail } from '@sightline/api/contract/approval'
import { actionsFrom, type ApprovalAction, type ApprovalDuty } from '@sightline/api/law/approval'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../../app/session.tsx'
import { FileDialog } from './file-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'

const duties = [
  'sources.write',
  'sources.review',
  'sources.review_legal',
] as const satisfies readonly ApprovalDuty[]
/** The photograph has a place of its own. */
type Act = Exclude<ApprovalAction, 'sign'>
const isAct = (action: ApprovalAction): action is Act => action !== 'sign'
const isPass = (action: Act): boolean => action === 'pass_technical' || action === 'pass_legal'
const isGrave = (action: Act): boolean => action === 'suspend' || action === 'retire'

/** Why this person may not pass it, though their duty would let them; null: they may. */
function bar(detail: ApprovalDetail, action: Act, id: string): 'notYou' | 'notTechnical' | null {
  if (!isPass(action)) return null
  if (detail.authors.includes(id)) return 'notYou'
  return action === 'pass_legal' && detail.technicalReviewer === id ? 'notTechnical' : null
}

/** What this person may do with it where it stands: by the law's own table. */
export function ApprovalActs({ detail }: { readonly detail: ApprovalDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person } = useSession()
  const [opened, setOpened] = useState<Act | null>(null)
  const mine = duties.filter((duty) => may(duty))
  const acts = actionsFrom(detail.state, mine).filter(isAct)
  const bars = [...new Set(acts.flatMap((action) => bar(detail, action, person.id) ?? []))]
  const close = (): void => setOpened(null)
  return (
    <>
      <Space wrap data-testid="approval-acts">
        {acts.map((action) => (
          <Button
            key={action}
            danger={isGrave(action)}
            disabled={bar(detail, action, person.id) !== null}
            onClick={() => setOpened(action)}
          >
            {t(`approval.act.${action}`)}
          </Button>
        ))}
      </Space>
      {bars.map((why) => (
        <p key={why} className="soft small">
          {t(`approval.${why}`)}
        </p>
      ))}
      {opened === 'amend' && <FileDialog detail={detail} onClose={close} />}
      {opened !== null && opened !== 'amend' && <MoveDialog detail={detail} move={opened} onClose={close} />}
    </>
  )
}
