import { expect, it } from 'vitest'
import { bytesText, dayText, lengthText, minuteText, momentText, positionText, tidy } from './text.ts'

const midnight = Date.parse('2026-01-01T00:00:00+08:00')

it.each([
  [momentText(midnight), '2026年1月1日00时00分00秒'],
  [momentText(midnight - 1), '2025年12月31日23时59分59秒'],
  [minuteText(midnight + 65_000), '2026年1月1日00时01分'],
  [dayText(midnight - 1), '2025年12月31日'],
  [lengthText(0), '0秒'],
  [lengthText(499), '0秒'],
  [lengthText(3_600_000), '1小时'],
  [lengthText(3_725_000), '1小时2分5秒'],
  [bytesText(1_234_567), '1,234,567 字节'],
  [positionText(null), ''],
  [
    positionText({ lat: -1.5, lon: -2.25, crs: 'EPSG:4326', errorM: 3 }),
    '西经 2.250000°，南纬 1.500000°（WGS-84，误差 3 米）',
  ],
  [tidy(' a \r\n\n\t b\tc \n'), 'a\nb c'],
])('%s', (text, wanted) => expect(text).toBe(wanted))
