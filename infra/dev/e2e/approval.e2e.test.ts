import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@sightline/api/law/calendar'
import { routes } from '../../../api/contract/routes.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import type { DemoPasswords } from '../stack/people.ts'
import { openOffice, type Office } from './bench-stack.ts'
import { chromiumPath, launch, openPage } from './browser.ts'

const patient = { timeout: 120_000 }
const ago = dayOf(Date.now() - 30 * 86_400_000)
const ahead = dayOf(Date.now() + 365 * 86_400_000)

const executable = chromiumPath()
if (!executable && process.env['CI'] === 'true')
  throw new Error('chromium is missing, which CI does not allow')

describe.skipIf(!executable)('a source is brought into use on the screens', () => {
  let cameras: Cameras
  let office: Office
  let browser: Browser
  let sourceId = ''
  const dir = mkdtempSync(join(tmpdir(), 'sightline-approval-walk-'))
  const troubles: string[][] = []

  beforeAll(async () => {
    cameras = await startCameras({ scenes: ['pavement'] })
    office = await openOffice('embedded')
    browser = await launch(executable ?? '')
    const [camera] = cameras.list
    if (!camera) throw new Error('no camera')
    const { name, kind, place, url, user, password } = camera
    const body = { name, kind, place, url, user, password, enabled: true }
    sourceId = (await office.admin.call(routes.sources.create, { body })).id
  })
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await cameras?.stop()
    rmSync(dir, { recursive: true })
  })

  async function signedIn(account: keyof DemoPasswords): Promise<Page> {
    const opened = await openPage(browser, office.stack.url)
    troubles.push(opened.troubles)
    const { page } = opened
    await page.goto(`/sources/${sourceId}`)
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码').fill(office.passwords[account])
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByTestId('approval-turn').waitFor()
    return page
  }
  /** By keyboard: the button takes the focus, Enter opens what it asks for. */
  async function open(page: Page, act: string): Promise<ReturnType<Page['getByRole']>> {
    const dialog = page.getByRole('dialog')
    // A page behind another one draws nothing, and a dialog that draws nothing never finishes closing.
    await page.bringToFront()
    await expect.poll(() => dialog.count(), patient).toBe(0)
    await page.getByTestId('approval-acts').getByRole('button', { name: act }).press('Enter')
    await dialog.waitFor()
    return dialog
  }
  const press = (dialog: ReturnType<Page['getByRole']>, name: string | RegExp) =>
    dialog.getByRole('button', { name }).click()
  const stands = (page: Page, told: RegExp) =>
    expect.poll(() => page.getByTestId('approval-turn').textContent(), patient).toMatch(told)

  async function opinion(page: Page, act: string): Promise<void> {
    const dialog = await open(page, act)
    await dialog.getByRole('textbox').fill('经核，符合要求')
    await press(dialog, act)
  }

  it('by three people: file, sign, two reviews, publication, use; and in the list', async () => {
    const admin = await signedIn('admin')
    const early = await open(admin, '提交审核')
    await press(early, '提交审核')
    await early.getByText('file.necessity').waitFor()
    await press(early, /取\s?消/)

    const form = await open(admin, '填写档案')
    await form.getByLabel('设置必要性').fill('人行道违停多发')
    await form.getByLabel('设置依据').fill('设备审核〔2026〕1号')
    await form.getByLabel('设置单位').fill('区城市管理局')
    await form.getByLabel('影响评估报告编号').fill('渝个评0001')
    await form.getByLabel('评估日期').fill(ago)
    await form.getByLabel('公安备案号').fill('渝公备0001')
    await form.getByLabel('备案日期').fill(ago)
    await form.getByLabel('检定（校准）证书号').fill('JD-1')
    await form.getByLabel('证书有效期至').fill(ahead)
    await press(form, /保\s?存/)
    await admin.getByText('渝公备0001').waitFor()
    await press(await open(admin, '提交审核'), '提交审核')
    await stands(admin, /技术审核/)
    const own = admin.getByTestId('approval-acts').getByRole('button', { name: '技术审核通过' })
    expect(await own.isDisabled()).toBe(true)

    const reviewer = await signedIn('reviewer')
    await opinion(reviewer, '技术审核通过')
    await stands(reviewer, /等待法制审核/)
    const legal = await signedIn('legal')
    await opinion(legal, '法制审核通过')
    await stands(legal, /等待公示/)

    const publish = await open(admin, '登记公示')
    await publish.getByLabel('公示日期').fill(ago)
    await publish.getByLabel('公示网址').fill('https://town.example/devices')
    await press(publish, '登记公示')
    await stands(admin, /公示期满/)
    const missing = admin.getByTestId('approval-missing').getByRole('listitem')
    await expect
      .poll(
        async () => Promise.all((await missing.all()).map((one) => one.getAttribute('data-code'))),
        patient,
      )
      .toEqual(['dev_no_sign'])
    const use = await open(admin, '启用取证')
    await press(use, '启用取证')
    await use.getByText('没有监控标志的照片').last().waitFor()
    await press(use, /取\s?消/)

    const photo = join(dir, 'sign.jpg')
    writeFileSync(
      photo,
      await sharp({ create: { width: 64, height: 48, channels: 3, background: '#123' } })
        .jpeg()
        .toBuffer(),
    )
    await admin.locator('input[type=file]').setInputFiles(photo)
    await admin.getByRole('img', { name: '监控标志照片' }).waitFor()
    await press(await open(admin, '启用取证'), '启用取证')
    await stands(admin, /正在取证/)

    await admin.goto('/sources/in-use')
    await admin.getByText('人行道违停多发').waitFor()
    const [download] = await Promise.all([
      admin.waitForEvent('download'),
      admin.getByRole('link', { name: '导出 CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('devices-in-use.csv')
    expect(troubles.flat().filter((line) => !/409|422|504/.test(line))).toEqual([])
  })
})
