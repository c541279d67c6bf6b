import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'

const stepMs = 30_000
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A six-digit code of RFC 6238, worked out from what the enrolment page shows as text, as a telephone does. */
function codeOf(secret: string, step: number): string {
  const bits = [...secret].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Somebody's telephone. */
export interface Device {
  /** Sets itself up on the enrolment page of who is signed in. */
  enrol(page: Page): Promise<void>
  /** Answers the second step of a sign-in, if this device was set up. */
  answer(page: Page): Promise<void>
}

/** A code serves once, and none of before it does: the next one is of a later step, of which the product takes one ahead of its clock. */
export function createDevice(): Device {
  let secret = ''
  let last = 0
  async function nextCode(page: Page): Promise<string> {
    const now = () => Math.floor(Date.now() / stepMs)
    last = Math.max(last + 1, now())
    while (last > now() + 1) await page.waitForTimeout(500)
    return codeOf(secret, last)
  }
  return {
    async enrol(page) {
      await page.goto('/second-factor')
      await page.getByRole('button', { name: '开始绑定' }).click()
      await page.getByRole('img', { name: /二维码/ }).waitFor()
      secret = ((await page.getByTestId('enrol-secret').textContent()) ?? '').replaceAll(' ', '')
      await page.getByLabel('验证器显示的 6 位数字').fill(await nextCode(page))
      await page.getByRole('button', { name: '确认绑定' }).click()
      const codes = page.getByTestId('recovery-codes')
      await codes.getByRole('checkbox').check()
      await codes.getByRole('button', { name: '继续' }).click()
      await page.getByTestId('who').waitFor()
    },
    async answer(page) {
      if (secret === '') return
      await page.getByLabel('动态验证码或恢复码').fill(await nextCode(page))
      await page.getByRole('button', { name: '登录' }).click()
    },
  }
}
