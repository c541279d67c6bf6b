import { useQuery } from '@tanstack/react-query'
import { Menu, Skeleton } from 'antd'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Outlet, useLocation } from 'react-router'
import { sessionQuery } from '../api/queries.ts'
import { AlertBell } from './alert-bell.tsx'
import { LiveBadge, LiveBanner } from './live-banner.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { OwnLate, SupervisionBell } from './own-limits.tsx'
import { pages } from './pages.ts'
import { PersonMenu } from './person-menu.tsx'
import { useScreen } from './screen.tsx'
import { useMay } from './session.tsx'
import { dueAddress, signInAddress } from './guard.ts'
import { PasswordBanner } from './password-banner.tsx'

/** What surrounds every page: navigation by permission, who I am, language, and whether the screen is of now. */
export function Frame() {
  const { pathname, search } = useLocation()
  const { data: session } = useQuery(sessionQuery)
  const { live } = useScreen()
  const mayHear = session?.permissions.includes('live.read') ?? false
  useEffect(() => {
    if (!mayHear) return
    live.start()
    return live.stop
  }, [mayHear, live])

  if (session === null) return <Navigate to={signInAddress(pathname + search)} replace />
  if (session === undefined) return <Skeleton active />
  const due = dueAddress(session)
  if (due !== null) return <Navigate to={due} replace />
  return <Framed />
}

function Framed() {
  const { t } = useTranslation()
  const mayHear = useMay()('live.read')
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={26} height={26} />
          <span>{t('app.name')}</span>
          <small>{t('app.subtitle')}</small>
        </Link>
        <Navigation />
        <div className="bar-end">
          {mayHear && <LiveBadge />}
          <LanguageSwitch />
          <PersonMenu />
        </div>
      </header>
      {mayHear && <LiveBanner />}
      <PasswordBanner />
      <AlertBell />
      <SupervisionBell />
      <main id="content" className="content" tabIndex={-1}>
        <Suspense fallback={<Skeleton active />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}

function Navigation() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { data: session } = useQuery(sessionQuery)
  const mine = pages.filter((page) => session?.permissions.includes(page.permission))
  return (
    <nav aria-label={t('app.menu')} className="bar-nav">
      <Menu
        mode="horizontal"
        theme="dark"
        selectedKeys={mine.filter((page) => pathname.startsWith(page.path)).map((page) => page.path)}
        items={mine.map((page) => ({
          key: page.path,
          label: (
            <Link to={page.path}>
              {t(`nav.${page.word}`)}
              {page.path === '/limits' && <OwnLate />}
            </Link>
          ),
        }))}
      />
    </nav>
  )
}
