import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../api/contract/models.ts'
import { routes } from '../../../api/contract/routes.ts'
import { inAnyScene, ownManifest } from '../../../ingest/src/perceive/infer/test/own-models.ts'
import { until } from '../../start/child.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { signIn } from '../stack/client.ts'
import type { DemoPasswords } from '../stack/people.ts'
import { registerInUse } from '../stack/seed.ts'
import { openOffice, type Office } from './bench-stack.ts'
import { chromiumPath, launch, openPage } from './browser.ts'
import { walkHeights } from './source-walk.ts'

const executable = chromiumPath()
const whole = [
  { x: 0.01, y: 0.01 },
  { x: 0.99, y: 0.01 },
  { x: 0.99, y: 0.99 },
  { x: 0.01, y: 0.99 },
]
/** A rule about people that never has a case: the kitchen never closes. */
const openAllDay = {
  name: '全天营业',
  polygon: whole,
  bays: [],
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 }],
  rules: [{ kind: 'kitchen_after_hours' as const, params: {} }],
}
/** A finding of each: enough differences to judge by. */
const zoneNames = ['一区', '二区', '三区', '四区', '五区']

describe.skipIf(!executable)('a worse model, in the shadow of those in force', { timeout: 1_800_000 }, () => {
  let cameras: Cameras
  let office: Office
  let browser: Browser
  let sourceId: string
  const troubles: string[][] = []
  const patient = { timeout: 120_000 }
  /** The shadow gives way to those in force: beside other work it looks when there is time, at last when the others are done. */
  const idle = { timeout: 1_500_000 }

  beforeAll(async () => {
    cameras = await startCameras({ scenes: ['kitchen'] })
    office = await openOffice('embedded')
    browser = await launch(executable ?? '')
    const [camera] = cameras.list
    if (!camera) throw new Error('no camera')
    const rules = [{ kind: 'kitchen_no_hat' as const, params: { graceSeconds: 10 } }]
    const zones = zoneNames.map((name) => ({ name, polygon: whole, bays: [], rules }))
    sourceId = (await registerInUse(office.registrars, { ...camera, zones: [...zones, openAllDay] })).id
  })
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await cameras?.stop()
  })

  /** Sees a bare head in the middle of whatever it is shown; its dry run cannot know that. */
  async function tried(): Promise<Model> {
    const { admin } = office
    const { id, version } = await admin.call(routes.models.create, {
      body: { manifest: ownManifest('sees-heads') },
    })
    const body = inAnyScene(0.9)
    const stored = await admin.call(routes.models.putFile, {
      params: { id },
      query: { version: String(version) },
      body,
    })
    const state = async () => (await admin.call(routes.sources.get, { params: { id: sourceId } })).state
    await until('the source is watched', async () => (await state()).framesLooked > 0, 240_000)
    const picture = await admin.bytes(routes.sources.picture, { params: { id: sourceId } })
    const pictureBase64 = Buffer.from(picture.body).toString('base64')
    const trial = { version: stored.version, pictureBase64 }
    return admin.call(routes.models.try, { params: { id }, body: trial })
  }

  async function signedIn(account: keyof DemoPasswords): Promise<Page> {
    const opened = await openPage(browser, office.stack.url)
    troubles.push(opened.troubles)
    const { page } = opened
    await page.goto('/')
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码').fill(office.passwords[account])
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByTestId('who').waitFor()
    return page
  }

  /** In the nth choice of the dialog. */
  async function choose(page: Page, nth: number, option: string): Promise<void> {
    await page.getByRole('dialog').locator('.ant-select').nth(nth).click()
    await page.locator('.ant-select-item-option').filter({ hasText: option }).click()
  }

  let address = ''

  it('passes its dry run', async () => {
    expect((await tried()).state).toBe('ready')
  })

  it('looks at a source of which an administrator marks heights, by mouse and keyboard, and opens the colours', async () => {
    const page = await signedIn('admin')
    await walkHeights(page, sourceId)
    await page.goto(`/sources/${sourceId}/clothing`)
    await page.locator('h1').filter({ hasText: '工作服颜色' }).waitFor(patient)
    expect(await page.locator('.ant-result-error').count()).toBe(0)
  })

  it('is started by an administrator, and looks', async () => {
    const page = await signedIn('admin')
    await page.goto('/shadows')
    await page.getByText('还没有做过影子比对').waitFor()
    await page.getByRole('button', { name: '开始比对' }).click()
    await choose(page, 0, '自带')
    await choose(page, 1, cameras.list[0]?.name ?? '')
    const cpu = page.getByRole('dialog').getByLabel(/最多占用/)
    await cpu.fill('50')
    await page.getByRole('dialog').getByRole('button', { name: '开始比对' }).click()
    await page.waitForURL(/\/shadows\/[0-9a-f-]{36}$/)
    address = new URL(page.url()).pathname
    await page.locator('[data-state=running]').waitFor()
    await expect.poll(() => page.getByTestId('looked').textContent(), idle).not.toMatch(/^0/)
    expect(await page.getByTestId('cpu-per-minute').textContent()).toMatch(/^\d+\.\d\d 秒$/)
    expect(await page.getByTestId('memory').textContent()).toMatch(/^\d+\.\d MB$/)
  })

  it('is shown to be worse when people have judged what it found, by its pictures; nobody was alerted', async () => {
    const page = await signedIn('operator')
    await page.goto(address)
    const found = page.getByTestId('difference')
    await expect.poll(() => found.count(), idle).toBe(zoneNames.length)
    expect(await page.locator('[data-judgement]').getAttribute('data-judgement')).toBe('undecided')
    for (let i = 0; i < zoneNames.length; i += 1) {
      const one = found.nth(i)
      const picture = one.locator('img')
      await picture.scrollIntoViewIfNeeded()
      const widthOf = () =>
        picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)
      await expect.poll(widthOf, patient).toBeGreaterThan(100)
      await one.getByRole('button', { name: '误报' }).click()
      await expect.poll(() => one.getByTestId('truth').textContent(), patient).toBe('误报')
    }
    await expect
      .poll(() => page.locator('[data-judgement]').getAttribute('data-judgement'), patient)
      .toBe('worse')
    const shadow = page.getByTestId('shadow')
    expect(await shadow.textContent()).toMatch(/核实太少，不给百分比：5 条中 0 条属实，区间 0%–\d\d%/)
    expect(await page.getByTestId('in-force').textContent()).toBe('还没有核实')
    const { items } = await office.operator.call(routes.alerts.list)
    expect(items).toEqual([])
  })

  it('is stopped by the administrator; its figures stay, and the trail says who did what', async () => {
    const page = await signedIn('admin')
    await page.goto(address)
    expect(await page.getByRole('button', { name: '误报' }).count()).toBe(0)
    await page.getByRole('button', { name: '停止', exact: true }).click()
    await page.locator('.ant-popconfirm').getByRole('button').last().click()
    await page.locator('[data-state=stopped]').waitFor()
    expect(await page.locator('[data-judgement=worse]').count()).toBe(1)
    const auditor = await signIn(office.stack.url, 'audit', office.passwords.audit)
    const { items } = await auditor.call(routes.audit.list, {
      query: { subject: address.slice(1).replace('shadows', 'shadow') },
    })
    expect(items.map(({ action }) => action).toReversed()).toEqual([
      'shadow.started',
      ...zoneNames.map(() => 'shadow.judged'),
      'shadow.ended',
    ])
    await page.goto('/precision')
    await page.getByText('这段时间没有预警').waitFor()
    expect(troubles.flat()).toEqual([])
  })
})
