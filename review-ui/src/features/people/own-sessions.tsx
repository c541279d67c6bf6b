import type { OwnSession } from '@sightline/api/contract/people'
import { routes } from '@sightline/api/contract/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { FailureNote } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { formatAt } from '../../app/time.ts'

/** Where I am signed in; what I do not know ends by one click. */
export function OwnSessions() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const queryKey = keys.ownSessions
  const list = useQuery({ queryKey, queryFn: ({ signal }) => call(routes.session.listOwn, { signal }) })
  const end = useMutation({
    mutationFn: (id: string) => call(routes.session.endOwn, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  return (
    <Card className="sign-in-card" data-testid="own-sessions">
      <h2>{t('ownSessions.title')}</h2>
      <p className="small">{t('ownSessions.hint')}</p>
      {end.error && <FailureNote error={end.error} />}
      <Loaded of={list}>
        {({ items }) => (
          <ul className="own-sessions">
            {items.map((one) => (
              <OwnSessionRow
                key={one.id}
                one={one}
                isEnding={end.isPending && end.variables === one.id}
                onEnd={() => end.mutate(one.id)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <Link to="/">{t('app.toStart')}</Link>
    </Card>
  )
}

function OwnSessionRow({
  one,
  isEnding,
  onEnd,
}: {
  readonly one: OwnSession
  readonly isEnding: boolean
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const began = t('ownSessions.began', { at: formatAt(one.beganAt) })
  return (
    <li>
      <span>
        {began}
        <br />
        <span className="small">{t('ownSessions.used', { at: formatAt(one.usedAt) })}</span>
      </span>
      {one.isThis ? (
        <Tag>{t('ownSessions.here')}</Tag>
      ) : (
        <Button
          size="small"
          loading={isEnding}
          onClick={onEnd}
          aria-label={`${t('ownSessions.end')} · ${began}`}
        >
          {t('ownSessions.end')}
        </Button>
      )}
    </li>
  )
}
