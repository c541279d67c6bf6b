import type { Browser, Page } from 'playwright-core'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasDefaultModel, withoutModel } from '../servers/weights.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import type { DemoPasswords } from '../stack/people.ts'
import { onePixel } from '../stack/journey.ts'
import { registerInUse } from '../stack/seed.ts'
import { verifyPackage } from '../stack/smoke.ts'
import { chromiumPath, launch, openPage } from './browser.ts'
import { openOffice, type Office } from './bench-stack.ts'
import { createDevice, type Device } from './device.ts'
import { everyPage, openEveryPage } from './every-page.ts'

const executable = chromiumPath()
if (!executable && process.env['CI'] === 'true')
  throw new Error('chromium is missing, which CI does not allow')

describe.skipIf(!executable)('from sign-in to case, in a browser', () => {
  let cameras: Cameras
  let office: Office
  let browser: Browser
  const troubles: string[][] = []
  const patient = { timeout: 120_000 }

  beforeAll(async () => {
    cameras = await startCameras({ scenes: ['pavement'] })
    office = await openOffice('embedded', { env: { SIGHTLINE_SECOND_FACTOR: 'optional' } })
    browser = await launch(executable ?? '')
    const [overview] = cameras.list
    if (overview) await registerInUse(office.registrars, overview)
  })
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await cameras?.stop()
  })

  async function signedIn(account: keyof DemoPasswords): Promise<Page> {
    const opened = await openPage(browser, office.stack.url)
    troubles.push(opened.troubles)
    const { page } = opened
    await page.goto('/')
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码').fill(office.passwords[account])
    await page.getByRole('button', { name: '登录' }).click()
    const device = devices.get(account)
    await device?.answer(page)
    await page.getByTestId('who').waitFor()
    return page
  }
  /** A password alone is answered with 401 where a device is set up: the code is asked for then. */
  const isTrouble = (line: string): boolean => !/\b401\b.*\/api\/session\)/.test(line)
  /** Both officers who judge, and the legal reviewer, have a device: nobody gets in as them by a password alone. */
  const devices = new Map<keyof DemoPasswords, Device>()
  async function setUpDevices(): Promise<void> {
    for (const account of ['officer1', 'officer2', 'legal'] as const) {
      const page = await signedIn(account)
      const device = createDevice()
      await device.enrol(page)
      devices.set(account, device)
      await page.close()
    }
  }

  /** Shows every exhibit, and waits until each is marked opened (clips must really play). A dossier may grow meanwhile. */
  async function openAll(page: Page): Promise<void> {
    await page.getByTestId('exhibit').first().waitFor()
    await expect.poll(() => page.getByTestId('awaited').count(), { timeout: 180_000 }).toBe(0)
    const unseen = page.locator(
      '[data-testid=exhibit][data-opened=false]:not([data-role=trace],[data-role=overlay])',
    )
    while ((await unseen.count()) > 0) {
      const id = await unseen.first().getAttribute('data-id')
      const exhibit = page.locator(`[data-id="${id}"]`)
      await exhibit.click()
      const role = await exhibit.getAttribute('data-role')
      await expect
        .poll(() => exhibit.getAttribute('data-opened'), { timeout: 120_000, message: `${role} ${id}` })
        .toBe('true')
    }
  }

  async function confirmAs(account: 'officer1' | 'officer2', plate: string): Promise<Page> {
    const page = await signedIn(account)
    await page.goto('/?show=review')
    await page.getByTestId('alert-card').first().getByRole('link').first().click()
    await openAll(page)
    await page.locator('h1').click()
    for (const key of ['1', '2', '3', '4']) await page.keyboard.press(key)
    await page.getByLabel(/^号牌/).fill(plate)
    await page.getByText('无许可', { exact: true }).click()
    await page.getByText('审核通过（拟立案）').click()
    await page.getByRole('button', { name: '提交复核' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Enter')
    return page
  }

  /** An officer on site: words, then a photograph, which is looked at once it is recorded. */
  async function inspect(page: Page): Promise<void> {
    await page.goto('/?show=review')
    await page.getByTestId('alert-card').first().getByRole('link').first().click()
    await page.locator('[data-step=inspection]').click()
    const form = page.getByRole('dialog')
    await form.getByLabel('检查情况（见到何人、何事）').fill('到场查看，车辆仍在人行道上')
    await form.locator('[data-gap=picture]').waitFor()
    const photo = { name: '现场.png', mimeType: 'image/png', buffer: onePixel }
    await form.locator('input[type=file][data-camera=false]').setInputFiles(photo)
    await form.locator('[data-state=arrived]').waitFor()
    await form.getByRole('button', { name: '记录', exact: true }).click()
    await page.getByTestId('site-file').click()
    await page.getByTestId('site-shown').locator('img').waitFor()
    await page.getByText('已查看').waitFor()
    await page.close()
  }

  it('an operator claims and passes on, two officers with their devices propose, the head files, a legal reviewer grants, the case package verifies', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    await setUpDevices()
    const operator = await signedIn('operator')
    // What is in its grace stands in a list of its own.
    const card = operator.getByRole('list', { name: '预警列表' }).getByTestId('alert-card').first()
    await card.waitFor({ timeout: 180_000 })
    await card.getByRole('button', { name: '领取' }).click()
    await card.getByRole('link').first().click()
    await operator.getByText('录像原件 · 达到取证标准').first().waitFor({ timeout: 120_000 })
    // Its recording is whole. Nothing further happens in the picture: no exhibit arrives while people open them.
    await cameras.switch(cameras.list[0]?.name ?? '', { name: 'stall', value: true })
    await openAll(operator)
    await operator.getByRole('button', { name: '提交复核' }).click()
    await operator.getByRole('dialog').getByRole('button', { name: '提交复核' }).click()
    await expect
      .poll(() => operator.locator('h1 [data-status]').getAttribute('data-status'), patient)
      .toBe('passed_on')

    await operator.getByTestId('evidence-kept').getByText('保全中').waitFor()
    const plate = cameras.plateOf(cameras.list[0]?.name ?? '') ?? ''
    await inspect(await signedIn('officer1'))
    const first = await confirmAs('officer1', plate)
    await expect
      .poll(() => first.locator('h1 [data-status]').getAttribute('data-status'), patient)
      .toBe('agreed_once')
    const second = await confirmAs('officer2', plate)
    await second.getByRole('link', { name: '打开拟立案' }).click()
    await second
      .getByText(/20\d\d-\d{6}/)
      .first()
      .waitFor()
    await second.getByText('等待机关负责人审批').or(second.getByText('移交与回复')).first().waitFor()

    // Two officers propose; the head files, and the package is then the same bytes for everybody.
    const head = await signedIn('head')
    await head.goto('/cases?status=proposed')
    await head
      .getByRole('link', { name: /20\d\d-\d{6}/ })
      .first()
      .click()
    await head.getByRole('button', { name: '批准立案' }).click()
    await head.getByRole('dialog').getByLabel('本机关的权限依据').fill('区政府授权文件')
    await head.getByRole('dialog').getByRole('button', { name: '批准立案' }).click()
    await expect
      .poll(() => head.locator('h1 [data-case-status]').getAttribute('data-case-status'), patient)
      .toBe('filed')
    await expect
      .poll(() => second.locator('h1 [data-case-status]').getAttribute('data-case-status'), patient)
      .toBe('filed')

    // The originals leave by a permission that somebody else grants; what is shared otherwise is a copy.
    await second.getByRole('button', { name: '申请取出原始证据' }).click()
    const asking = second.getByRole('dialog')
    await asking.getByLabel('接收人').fill('某区人民法院')
    await asking.getByLabel('用途').fill('行政诉讼举证')
    await asking.getByRole('button', { name: '申请取出原始证据' }).click()
    await second.getByTestId('original-permission').waitFor()
    const legal = await signedIn('legal')
    await legal.goto('/originals')
    await legal.getByRole('button', { name: '批准', exact: true }).click()
    await legal.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
    await legal.locator('[data-testid=original-state][data-state=in_force]').waitFor()
    await second.reload()
    const dir = mkdtempSync(join(tmpdir(), 'sightline-journey-'))
    const [download] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('link', { name: '下载原始证据包' }).click(),
    ])
    const file = join(dir, 'case.zip')
    await download.saveAs(file)
    expect(await verifyPackage(file, office.stack.env)).toMatchObject({ code: 0 })
    rmSync(dir, { recursive: true })
    expect(troubles.flat().filter(isTrouble)).toEqual([])
  })

  it('every page is opened by who may, in both languages: a heading stands there, and no error on any console', async () => {
    const addresses = [...(await everyPage(office)).values()]
    const seen = new Set<string>()
    const accounts = ['admin', 'operator', 'officer1', 'head', 'supervisor', 'system', 'audit'] as const
    for (const [who, account] of accounts.entries()) {
      const page = await signedIn(account)
      const mine = await page.getByRole('navigation').getByRole('link').all()
      const pages = await Promise.all(mine.map((link) => link.getAttribute('href')))
      const isMine = (address: string) => pages.some((one) => one !== null && address.startsWith(one))
      // Whoever comes to a page first opens it in both languages, the others in one of them each.
      for (const [nth, language] of ['EN', '中文'].entries()) {
        const isTheirs = (address: string) => !seen.has(address) || (who + nth) % 2 === 0
        await page.locator('.ant-segmented').getByText(language, { exact: true }).click()
        await openEveryPage(page, addresses.filter(isMine).filter(isTheirs))
      }
      addresses.filter(isMine).forEach((address) => seen.add(address))
    }
    expect(troubles.flat().filter(isTrouble)).toEqual([])
  })
})
