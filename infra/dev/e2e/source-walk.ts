import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

const patient = { timeout: 120_000 }
const longer = { timeout: 240_000 }

async function say(page: Page, language: 'EN' | '中文'): Promise<void> {
  await page.locator('.ant-segmented').getByText(language, { exact: true }).click()
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await page.keyboard.press(key)
}

/** Where a place of a picture, 0..1, is on the screen. */
async function placeIn(picture: Locator, [x, y]: readonly [number, number]): Promise<[number, number]> {
  await picture.scrollIntoViewIfNeeded()
  const box = await picture.boundingBox()
  if (!box) throw new Error('no picture')
  return [box.x + box.width * x, box.y + box.height * y]
}

async function openHeights(page: Page, sourceId: string): Promise<Locator> {
  await page.goto(`/sources/${sourceId}/zones/new`)
  const canvas = page.getByTestId('height-canvas')
  await canvas.waitFor()
  return canvas
}

/** Two people are marked, too small for the model to make out: what is wrong is refused in words, and undone. */
async function markSmallPeople(page: Page, sourceId: string): Promise<void> {
  const canvas = await openHeights(page, sourceId)
  await page.getByRole('button', { name: '开始标定' }).click()
  const marks = page.getByTestId('height-mark')
  const save = page.getByRole('button', { name: '保存标定' })
  await page.mouse.move(...(await placeIn(canvas, [0.4, 0.3])))
  await page.mouse.down()
  await page.mouse.move(...(await placeIn(canvas, [0.42, 0.6])), { steps: 4 })
  await page.mouse.up()
  const told = page.getByTestId('mark-problems')
  await expect.poll(() => told.textContent(), patient).toBe('第 1 人的头顶要在脚底上方')
  expect(await save.isDisabled()).toBe(true)
  await marks.nth(0).focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => told.textContent(), patient).toMatch(/^✓/)
  expect(await marks.nth(0).getAttribute('aria-label')).toBe('第 1 人头顶，横向 40%，纵向 30%')

  await press(page, 'Shift+ArrowDown', 3)
  await marks.nth(2).focus()
  await press(page, 'Shift+ArrowDown', 14)
  await expect.poll(() => told.textContent(), patient).toMatch(/^画面下方的人较近，不应比上方的人矮/)
  await press(page, 'Shift+ArrowUp', 2)
  await expect
    .poll(() => marks.nth(2).getAttribute('aria-label'), patient)
    .toBe('第 2 人头顶，横向 60%，纵向 74%')
  await save.focus()
  await page.keyboard.press('Enter')
  await page.getByText('标定已保存').waitFor()
}

/** What is said of the rule that cannot see people so small, in both languages, and no more once the marks are gone. */
export async function walkHeights(page: Page, sourceId: string): Promise<void> {
  page.setDefaultTimeout(patient.timeout)
  await markSmallPeople(page, sourceId)
  await page.goto(`/sources/${sourceId}`)
  const silent = page.getByTestId('silent-rules')
  await silent.waitFor(longer)
  expect(await silent.textContent()).toMatch(/未启用判断：.*在模型眼中约 \d+ 像素.*至少 \d+ 像素/)
  await say(page, 'EN')
  await expect
    .poll(() => silent.textContent(), patient)
    .toMatch(/Silent: .*about \d+ px as the model sees them.*Zoom in or move the camera nearer/)
  await openHeights(page, sourceId)
  const take = page.getByRole('button', { name: 'Take the marks away' })
  await take.click()
  await page.getByRole('button', { name: 'Drop the changes' }).click()
  await expect.poll(() => page.getByTestId('height-mark').count(), patient).toBe(4)
  await take.click()
  await page.getByRole('button', { name: 'Save the marks' }).click()
  await page.getByText('Marks saved').waitFor()
  await say(page, '中文')
  await page.goto(`/sources/${sourceId}`)
  await page.getByRole('heading', { name: '画面旋转' }).waitFor()
  await expect.poll(() => silent.count(), longer).toBe(0)
}
