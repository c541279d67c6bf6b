import { expect, it } from 'vitest'
import { coverOf, drawable } from './covered.ts'
import { keepFonts } from './fonts.ts'

it('prints the number of a character that the font does not have, and loses none', async () => {
  const { text, bold } = await keepFonts()()
  for (const covers of [coverOf(text), coverOf(bold)]) {
    const usual = '电子数据提取笔录〔2026〕第1号　＿□①℃×・“”—…（）《》·㎡\nABC abc 0.9 é'
    expect(drawable(usual, covers)).toBe(usual)
    expect(drawable('张😀三\u{10FFFF}', covers)).toBe('张[U+1F600]三[U+10FFFF]')
  }
})
