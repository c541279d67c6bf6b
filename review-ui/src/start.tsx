import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider, type ThemeConfig } from 'antd'
import antdEn from 'antd/locale/en_US'
import antdZh from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router'
import { watchInput } from './api/activity.ts'
import { createQueries } from './api/query-client.ts'
import { keepFresh } from './api/keep-fresh.ts'
import { type Screen, ScreenProvider } from './app/screen.tsx'
import { createRoutes } from './routes.tsx'
import { startWords } from './words/language.ts'
import './style.css'

const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b5cab',
    colorLink: '#0b5cab',
    colorInfo: '#0b5cab',
    colorError: '#b42318',
    colorSuccess: '#1a7f37',
    colorWarning: '#9a5b00',
    colorWarningBg: '#fff6e0',
    colorWarningBorder: '#e8b04a',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#eba29c',
    colorSuccessBg: '#e8f6ec',
    colorSuccessBorder: '#9bd1ab',
    colorTextDescription: '#4a5568',
    colorTextTertiary: '#5a6472',
    borderRadius: 6,
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  },
}

/** Puts the screens on the page. Everything outside the page comes in with `screen`. */
export async function start(root: HTMLElement, screen: Screen): Promise<void> {
  watchInput(window)
  await startWords(screen.storage)
  const queries = createQueries()
  const router = createRoutes(queries)
  keepFresh(queries, screen.live)
  function Root() {
    const { i18n } = useTranslation()
    return (
      <ConfigProvider
        locale={i18n.language === 'en' ? antdEn : antdZh}
        theme={theme}
        button={{ autoInsertSpace: false }}
      >
        <AntApp>
          <RouterProvider router={router} />
        </AntApp>
      </ConfigProvider>
    )
  }
  createRoot(root).render(
    <StrictMode>
      <ScreenProvider value={screen}>
        <QueryClientProvider client={queries}>
          <Root />
        </QueryClientProvider>
      </ScreenProvider>
    </StrictMode>,
  )
}
