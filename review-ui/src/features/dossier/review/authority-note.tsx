import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MatterOption } from './matter-draft.ts'
import type { ReviewDesk } from './use-review.ts'

/** Who may handle the matter today; where another may, the end by which it is transferred there. */
export function AuthorityNote({
  of,
  desk,
}: {
  readonly of: MatterOption['authority']
  readonly desk: ReviewDesk
}) {
  const { t } = useTranslation()
  if (of.state === 'own') {
    const { kind, documentNumber, onBehalfOf } = of.by
    return (
      <p className="small good">
        ✓{' '}
        {t('facts.pair', {
          what: t('caseMatter.authority'),
          text: t('caseMatter.own', {
            kind: t(`catalogue.authorityKind.${kind}`),
            number: documentNumber,
          }),
        })}
        {onBehalfOf !== '' && ` · ${t('caseMatter.onBehalfOf', { agency: onBehalfOf })}`}
      </p>
    )
  }
  if (of.state === 'unknown')
    return (
      <p className="small warn">
        ⚠ {t(`caseMatter.unknown.${of.why}`)} · {t('caseMatter.gapHelp.authority_unknown')}
      </p>
    )
  const agencies = [...new Set(of.by.map(({ agency }) => agency))].join('、')
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="no-authority"
      title={agencies === '' ? t('caseMatter.nobody') : t('caseMatter.other', { agencies })}
      action={
        agencies !== '' && (
          <Button
            size="small"
            onClick={() =>
              desk.edit((now) => ({ ...now, verdict: 'reject', reason: 'other_authority', note: agencies }))
            }
          >
            {t('caseMatter.transfer')}
          </Button>
        )
      }
    />
  )
}
