import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine, or null. */
export const chromiumPath = (): string | null =>
  process.env['CHROMIUM_PATH'] ?? places.find((path) => existsSync(path)) ?? null

/** Headless, as root or not, and quiet on a closed network. */
export function launch(executablePath: string): Promise<Browser> {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ]
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  })
}

/** A page of its own session whose errors, those on the console too, and outside requests are collected. */
export async function openPage(
  browser: Browser,
  baseURL: string,
): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
  })
  // A bound for what hangs: a busy machine takes its time.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error')
      troubles.push(`console: ${message.text()} (${message.location().url}) on ${page.url()}`)
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(baseURL).origin)
      troubles.push(`outside request: ${request.url()}`)
  })
  return { page, troubles }
}
