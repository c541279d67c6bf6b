import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { routes } from '../../../api/contract/routes.ts'
import type { Office } from './bench-stack.ts'

/** The screens' own list of addresses, read as text: a page added there is opened here, or the test says which is not. */
const declared = (): string[] => {
  const file = resolve(import.meta.dirname, '../../../review-ui/src/routes.tsx')
  return [...readFileSync(file, 'utf8').matchAll(/path: '([^'*]+)'/g)].map((match) => match[1] ?? '')
}

/** An address for every declared page behind the sign-in, with something real where it names something. */
export async function everyPage({ admin, operator, head }: Office): Promise<Map<string, string>> {
  const { items: sources } = await admin.call(routes.sources.list)
  const [source] = sources
  const kitchen = sources.find(({ kind }) => kind === 'kitchen')
  const zone = source && (await admin.call(routes.zones.list, { query: { sourceId: source.id } })).items[0]
  const [model] = (await admin.call(routes.models.list)).items
  const [shadow] = (await admin.call(routes.shadows.list)).items
  const [alert] = (await operator.call(routes.alerts.list)).items
  const [filed] = (await head.call(routes.cases.list)).items
  const named: Record<string, string | undefined> = {
    'alerts/:id': alert && `/alerts/${alert.id}`,
    'cases/:id': filed && `/cases/${filed.id}`,
    'sources/:id': source && `/sources/${source.id}`,
    'sources/:id/zones/:zoneId': zone && `/sources/${zone.sourceId}/zones/${zone.id}`,
    // Of a kitchen: `shadow.e2e` has one, and opens it.
    'sources/:id/clothing': kitchen ? `/sources/${kitchen.id}/clothing` : '/sources',
    'shadows/:id': shadow ? `/shadows/${shadow.id}` : '/shadows',
    'models/:id': model ? `/models/${model.id}` : '/models/new',
  }
  const addresses = new Map<string, string>()
  for (const path of declared().filter((one) => !one.startsWith('/'))) {
    const address = path.includes(':') ? named[path] : `/${path}`
    if (!address) throw new Error(`nothing to open at ${path}`)
    addresses.set(path, address)
  }
  return addresses
}

/** Opens each: a heading, nothing still loading, and not the page that says it could not be shown. */
export async function openEveryPage(page: Page, addresses: Iterable<string>): Promise<void> {
  for (const address of addresses) {
    await page.goto(address)
    const heading = page.locator('h1').first()
    await expect.poll(() => heading.count(), { timeout: 30_000, message: `a heading at ${address}` }).toBe(1)
    await expect.poll(() => page.locator('.ant-skeleton').count(), { timeout: 30_000 }).toBe(0)
    expect(await page.locator('.ant-result-error').count(), address).toBe(0)
  }
}
