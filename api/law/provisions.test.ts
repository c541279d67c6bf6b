import { expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import { dayOf } from './calendar.ts'
import { lawOf } from './kinds.ts'
import { provisionsOn } from './provisions.ts'

it.each<[ViolationKind, string, string[]]>([
  ['angling', '2026-08-01T12:00', ['《水污染防治法》第六十五条第二款']],
  ['angling', '2026-08-14T23:59', ['《水污染防治法》第六十五条第二款']],
  ['angling', '2026-08-15T00:00', ['《生态环境法典》第三百一十九条第二款']],
  ['open_burning', '2026-08-14T23:59', ['《大气污染防治法》第七十七条']],
  ['open_burning', '2026-11-29T12:00', ['《生态环境法典》第二百四十六条']],
  ['illegal_parking', '2026-08-15T00:00', ['《道路交通安全法》第五十六条']],
  ['kitchen_no_hat', '2026-08-15T00:00', ['《食品安全法》第三十三条第一款第八项']],
  ['kitchen_phone', '2026-08-15T00:00', []],
  ['camera_health', '2026-08-15T00:00', []],
])('%s at %s is judged by %j', (kind, moment, expected) => {
  const day = dayOf(Date.parse(`${moment}:00+08:00`))
  expect(provisionsOn(lawOf(kind).provisions, day).map(({ violates }) => violates)).toEqual(expected)
})
