import { CheckCircleFilled, EyeInvisibleOutlined } from '@ant-design/icons'
import type { Exhibit } from '@sightline/api/contract/alerts'
import { useTranslation } from 'react-i18next'
import { When } from '../../../app/when.tsx'

/** Every exhibit with whether this person has opened it. */
export function ExhibitList(props: {
  readonly exhibits: readonly Exhibit[]
  readonly chosen: Exhibit | undefined
  readonly onChoose: (exhibit: Exhibit) => void
}) {
  const { t } = useTranslation()
  const required = props.exhibits.filter((exhibit) => exhibit.required)
  const opened = required.filter((exhibit) => exhibit.opened).length
  return (
    <nav id="exhibits" className="exhibits" aria-label={t('dossier.exhibits')}>
      <p className="small" role="status" data-testid="exhibits-opened">
        {t('dossier.exhibits')} · {t('dossier.exhibitsOpened', { opened, total: required.length })}
      </p>
      <ol>
        {props.exhibits.map((exhibit, i) => (
          <li key={exhibit.id}>
            <button
              type="button"
              data-testid="exhibit"
              data-id={exhibit.id}
              data-role={exhibit.role}
              data-opened={exhibit.opened}
              aria-current={exhibit.id === props.chosen?.id}
              onClick={() => props.onChoose(exhibit)}
            >
              <span>
                {i + 1}. {t(`code.exhibitRole.${exhibit.role}`)} · {t(`code.stage.${exhibit.stage}`)}
              </span>
              <span className="small soft">
                <When at={exhibit.at} clockOnly />
              </span>
              <span className="small">
                {exhibit.expiredAt !== null ? (
                  t('keeping.exhibitGone')
                ) : exhibit.opened ? (
                  <>
                    <CheckCircleFilled className="good" aria-hidden /> {t('dossier.opened')}
                  </>
                ) : (
                  <>
                    <EyeInvisibleOutlined aria-hidden /> {t('dossier.notOpened')}
                    {exhibit.required && <em> · {t('dossier.required')}</em>}
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
