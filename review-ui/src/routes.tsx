import type { QueryClient } from '@tanstack/react-query'
import { createBrowserRouter, redirect, type RouteObject } from 'react-router'
import { Crashed } from './app/crashed.tsx'
import { Frame } from './app/frame.tsx'
import { NotFound } from './app/not-found.tsx'
import { firstPage, requireSession } from './app/guard.ts'
import { SetupPage } from './features/setup/setup-page.tsx'
import { SignInPage } from './features/sign-in/sign-in-page.tsx'

const modelPages: RouteObject[] = [
  {
    path: 'models',
    lazy: async () => ({
      Component: (await import('./features/models/models-page.tsx')).ModelsPage,
    }),
  },
  {
    path: 'models/new',
    lazy: async () => ({
      Component: (await import('./features/models/new-page.tsx')).NewModelPage,
    }),
  },
  {
    path: 'models/:id',
    lazy: async () => ({
      Component: (await import('./features/models/model-page.tsx')).ModelPage,
    }),
  },
]

const devicesPage: RouteObject = {
  path: 'sources/in-use',
  lazy: async () => ({
    Component: (await import('./features/sources/approval/devices-page.tsx')).DevicesPage,
  }),
}

const clothingPage: RouteObject = {
  path: 'sources/:id/clothing',
  lazy: async () => ({
    Component: (await import('./features/sources/clothing/clothing-page.tsx')).ClothingPage,
  }),
}

const auditPage: RouteObject = {
  path: 'audit',
  lazy: async () => ({ Component: (await import('./features/audit/audit-page.tsx')).AuditPage }),
}

const limitsPage: RouteObject = {
  path: 'limits',
  lazy: async () => ({ Component: (await import('./features/limits/limits-page.tsx')).LimitsPage }),
}

const unitsPage: RouteObject = {
  path: 'units',
  lazy: async () => ({ Component: (await import('./features/units/units-page.tsx')).UnitsPage }),
}

const datasetsPage: RouteObject = {
  path: 'datasets',
  lazy: async () => ({ Component: (await import('./features/datasets/datasets-page.tsx')).DatasetsPage }),
}

const permitsPage: RouteObject = {
  path: 'permits',
  lazy: async () => ({ Component: (await import('./features/permits/permits-page.tsx')).PermitsPage }),
}

const lawPages: RouteObject[] = [
  {
    path: 'matters',
    lazy: async () => ({ Component: (await import('./features/matters/matters-page.tsx')).MattersPage }),
  },
  {
    path: 'catalogue',
    lazy: async () => ({
      Component: (await import('./features/catalogue/catalogue-page.tsx')).CataloguePage,
    }),
  },
  {
    path: 'phrases',
    lazy: async () => ({ Component: (await import('./features/phrases/phrases-page.tsx')).PhrasesPage }),
  },
  {
    path: 'modes',
    lazy: async () => ({ Component: (await import('./features/modes/modes-page.tsx')).ModesPage }),
  },
  {
    path: 'originals',
    lazy: async () => ({
      Component: (await import('./features/originals/originals-page.tsx')).OriginalsPage,
    }),
  },
]

const precisionPage: RouteObject = {
  path: 'precision',
  lazy: async () => ({ Component: (await import('./features/precision/precision-page.tsx')).PrecisionPage }),
}

const shadowPages: RouteObject[] = [
  {
    path: 'shadows',
    lazy: async () => ({ Component: (await import('./features/shadows/shadows-page.tsx')).ShadowsPage }),
  },
  {
    path: 'shadows/:id',
    lazy: async () => ({ Component: (await import('./features/shadows/shadow-page.tsx')).ShadowPage }),
  },
]

const secondFactorPage: RouteObject = {
  path: '/second-factor',
  errorElement: <Crashed />,
  hydrateFallbackElement: <></>,
  lazy: async () => ({
    Component: (await import('./features/second-factor/enrol-page.tsx')).EnrolPage,
  }),
}

const passwordPage: RouteObject = {
  path: '/password',
  errorElement: <Crashed />,
  hydrateFallbackElement: <></>,
  lazy: async () => ({
    Component: (await import('./features/people/own-password-page.tsx')).OwnPasswordPage,
  }),
}

const peoplePage: RouteObject = {
  path: 'people',
  lazy: async () => ({ Component: (await import('./features/people/people-page.tsx')).PeoplePage }),
}

/** Every page and its address. Pages come in their own file when they are first opened. */
export const createRoutes = (queries: QueryClient) =>
  createBrowserRouter([
    { path: '/setup', element: <SetupPage />, errorElement: <Crashed /> },
    { path: '/sign-in', element: <SignInPage />, errorElement: <Crashed /> },
    passwordPage,
    secondFactorPage,
    {
      path: '/',
      element: <Frame />,
      errorElement: <Crashed />,
      hydrateFallbackElement: <></>,
      loader: ({ request }) => requireSession(queries, request),
      children: [
        { index: true, loader: async () => redirect(await firstPage(queries)) },
        {
          errorElement: <Crashed />,
          children: [
            {
              path: 'alerts',
              lazy: async () => ({ Component: (await import('./features/alerts/wall-page.tsx')).WallPage }),
            },
            {
              path: 'alerts/:id',
              lazy: async () => ({
                Component: (await import('./features/dossier/dossier-page.tsx')).DossierPage,
              }),
            },
            {
              path: 'cases',
              lazy: async () => ({ Component: (await import('./features/cases/cases-page.tsx')).CasesPage }),
            },
            {
              path: 'cases/:id',
              lazy: async () => ({ Component: (await import('./features/cases/case-page.tsx')).CasePage }),
            },
            {
              path: 'sources',
              lazy: async () => ({
                Component: (await import('./features/sources/sources-page.tsx')).SourcesPage,
              }),
            },
            {
              path: 'sources/new',
              lazy: async () => ({
                Component: (await import('./features/sources/register/register-page.tsx')).RegisterPage,
              }),
            },
            {
              path: 'sources/:id',
              lazy: async () => ({
                Component: (await import('./features/sources/detail/source-page.tsx')).SourcePage,
              }),
            },
            {
              path: 'sources/:id/zones/:zoneId',
              lazy: async () => ({
                Component: (await import('./features/sources/zones/zone-page.tsx')).ZonePage,
              }),
            },
            devicesPage,
            clothingPage,
            ...modelPages,
            datasetsPage,
            permitsPage,
            ...lawPages,
            precisionPage,
            ...shadowPages,
            peoplePage,
            unitsPage,
            limitsPage,
            auditPage,
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ])
