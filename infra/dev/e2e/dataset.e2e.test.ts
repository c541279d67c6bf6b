import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cocoDocumentSchema, type CocoDocument } from '../../../api/contract/coco.ts'
import { routes } from '../../../api/contract/routes.ts'
import { hasDefaultModel, withoutModel } from '../servers/weights.ts'
import { startCameras, type Cameras } from '../stack/cameras.ts'
import { firstAlert, recordingsOf } from '../stack/journey.ts'
import { registerInUse } from '../stack/seed.ts'
import { createPerson } from '../stack/stack.ts'
import { openOffice, type Office } from './bench-stack.ts'
import { chromiumPath, launch, openPage } from './browser.ts'
import { openZip, unpackTo } from './open-zip.ts'

const execute = promisify(execFile)
const sightline = resolve(import.meta.dirname, '../../bin/sightline.mjs')
const executable = chromiumPath()

/** How much neighbours in a part of a picture differ, 0..255. */
async function grain(jpeg: Buffer, [left, top, width, height]: readonly number[]): Promise<number> {
  const part = {
    left: Math.round(left!),
    top: Math.round(top!),
    width: Math.floor(width!),
    height: Math.floor(height!),
  }
  const { data } = await sharp(jpeg).extract(part).greyscale().raw().toBuffer({ resolveWithObject: true })
  let sum = 0
  for (let i = 1; i < data.length; i++) sum += Math.abs((data[i] ?? 0) - (data[i - 1] ?? 0))
  return sum / data.length
}

describe.skipIf(!executable)('verdicts become data, in a browser', () => {
  let cameras: Cameras
  let office: Office
  let browser: Browser
  let passwordOfSecond = ''
  const dir = mkdtempSync(join(tmpdir(), 'sightline-dataset-walk-'))
  const troubles: string[][] = []

  beforeAll(async () => {
    cameras = await startCameras({ scenes: ['pavement'] })
    office = await openOffice('embedded')
    browser = await launch(executable ?? '')
    passwordOfSecond = await createPerson(office.stack, {
      account: 'admin2',
      name: '管理员 李',
      role: 'device_admin',
    })
    const [overview] = cameras.list
    if (overview) await registerInUse(office.registrars, overview)
  })
  afterAll(async () => {
    await browser?.close()
    await office?.close()
    await cameras?.stop()
    rmSync(dir, { recursive: true })
  })

  async function signedIn(account: string, password: string): Promise<Page> {
    const opened = await openPage(browser, office.stack.url)
    troubles.push(opened.troubles)
    const { page } = opened
    await page.goto('/datasets')
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '训练数据' }).waitFor()
    return page
  }

  /** An operator dismisses what was found: nobody of the kind was there. */
  async function dismissed(): Promise<Buffer> {
    const { id } = await firstAlert(office.operator, { timeoutMs: 180_000 })
    const act = async (body: object) => {
      const { alert } = await office.operator.call(routes.alerts.get, { params: { id } })
      await office.operator.call(routes.alerts.act, {
        params: { id },
        body: { version: alert.version, ...body },
      })
    }
    const { exhibits } = await recordingsOf(office.operator, id)
    await act({ action: 'claim' })
    await act({ action: 'dismiss', reason: 'not_a_violation', note: '' })
    const wide = exhibits.find(({ name }) => name === 'confirmed/wide.jpg')
    const { body } = await office.operator.bytes(routes.exhibits.content, { params: { id: wide?.id ?? '' } })
    return Buffer.from(body)
  }

  async function recordApproval(page: Page): Promise<void> {
    await page.getByRole('button', { name: '登记批准' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('文号').fill('渝城管训〔2026〕3号')
    await dialog.getByLabel('批准人').fill('张局长')
    await dialog.getByLabel('批准日期').fill('2026-01-05')
    await dialog.getByLabel('有效期至').fill('2099-12-31')
    await dialog.getByLabel('用途').fill('改进违停识别')
    await dialog.getByLabel('起始日期').fill('2026-01-01')
    await dialog.getByLabel('截止日期').fill('2099-12-31')
    await dialog.getByLabel('规则').click()
    const chosen = dialog.locator('.ant-select-selection-item')
    const choose = async (): Promise<number> => {
      if ((await chosen.count()) === 0) await page.locator('.ant-select-item-option').first().click()
      return chosen.count()
    }
    await expect.poll(choose, { interval: 500, timeout: 60_000 }).toBe(1)
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: /^保\s?存$/ }).click()
    await page.getByText('您登记的，须由他人导出').waitFor()
    expect(await page.getByRole('button', { name: /^导\s?出$/ }).count()).toBe(0)
  }

  async function exported(page: Page): Promise<Buffer> {
    await page.getByRole('button', { name: /^导\s?出$/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^导\s?出$/ })
      .click()
    const state = page.getByTestId('dataset-export').first()
    await expect.poll(() => state.getAttribute('data-state'), { timeout: 400_000 }).toBe('done')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^下\s?载$/ }).click(),
    ])
    const file = join(dir, 'set.zip')
    await download.saveAs(file)
    return readFileSync(file)
  }

  const evaluated = async (folder: string): Promise<string> =>
    (
      await execute(process.execPath, [sightline, 'models', 'eval', 'yolox-nano', folder], {
        maxBuffer: 8 << 20,
      })
    ).stdout

  it('one administrator records the approval, another exports; labels are corrected, seen, taken, and evaluated', async (context) => {
    if (!hasDefaultModel()) context.skip(withoutModel)
    const original = await dismissed()
    await recordApproval(await signedIn('admin', office.passwords.admin))
    const page = await signedIn('admin2', passwordOfSecond)
    const members = openZip(await exported(page))
    const folder = join(dir, 'set')
    unpackTo(folder, members)
    const document = cocoDocumentSchema.parse(JSON.parse(String(members.get('annotations.json'))))
    const accused = document.annotations.find(({ finding_id }) => finding_id !== null)!
    expect(accused).toMatchObject({
      verdict: 'wrong',
      reason: 'not_a_violation',
      rule: { kind: 'illegal_parking' },
    })
    const image = document.images.find(({ id }) => id === accused.image_id)!
    const [x, y, w, h] = accused.bbox
    const band = [x, y + h * 0.5, w, h * 0.45]
    const [before, after] = [await grain(original, band), await grain(members.get(image.file_name)!, band)]
    console.log(
      `grain of the accused's lower half: ${before.toFixed(2)} sealed, ${after.toFixed(2)} exported`,
    )
    expect(after).toBeLessThan(before / 2)
    expect(await evaluated(folder)).toContain('0/')

    await correct(page, document, folder)
    const table = await evaluated(folder)
    expect(table).toMatch(/bus\s+1\s/)
    expect(table).toContain(`${document.images.length}/${document.images.length}`)
    expect(troubles.flat()).toEqual([])
  })

  /** What the machine took for a car is a bus, says who looked: back it goes, is seen and taken. */
  async function correct(page: Page, document: CocoDocument, folder: string): Promise<void> {
    const bus = document.categories.find(({ name }) => name === 'bus')?.id ?? 0
    const accused = document.annotations.findIndex(({ finding_id }) => finding_id !== null)
    const annotations = document.annotations.map((one, i) =>
      i === accused ? { ...one, category_id: bus } : one,
    )
    const file = join(dir, 'corrected.json')
    writeFileSync(file, JSON.stringify({ ...document, annotations }))
    await page.getByRole('button', { name: '导回标注' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(file)
    await dialog.getByTestId('label-diff').getByText('改类 1').waitFor()
    await dialog.getByText('客车').waitFor()
    await dialog.getByRole('button', { name: /^采\s?纳$/ }).click()
    await page.getByText(/第 1 版/).waitFor()
    await page.getByRole('button', { name: '导回标注' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载现有标注' }).click(),
    ])
    await download.saveAs(join(folder, 'annotations.json'))
  }
})
