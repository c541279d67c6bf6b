import { useTranslation } from 'react-i18next'
import { useServerNow } from '../../app/screen.tsx'
import { formatAt } from '../../app/time.ts'
import { Ago } from '../../app/when.tsx'
import type { Picture } from './picture-query.ts'
import { staleMs } from './shown-state.ts'

/** When a picture was taken; once it is older than 5 s, that it is not one of now. */
export function PictureNote({ picture }: { readonly picture: Picture }) {
  const { t } = useTranslation()
  const now = useServerNow()
  if (picture.capturedAt === null) return <p className="warn">⚠ {t('sources.pictureUnknown')}</p>
  const isOld = now - picture.capturedAt > staleMs
  return (
    <p className={isOld ? 'warn' : 'soft'} data-testid="picture-note" data-old={isOld}>
      {isOld && `⚠ ${t('sources.pictureOld')} · `}
      {formatAt(picture.capturedAt)} · <Ago at={picture.capturedAt} />
    </p>
  )
}
