import { provisionsOn } from '../../../law/provisions.ts'
import { dayOf } from '../../../law/calendar.ts'
import { lawOf } from '../../../law/kinds.ts'
import { blank } from '../blocks.ts'
import type { Capture, Material, Named } from '../material.ts'
import { causeOf } from './words.ts'

/** Asia/Shanghai is UTC+8 all year. */
const offsetMs = 8 * 3_600_000
const two = (n: number): string => String(n).padStart(2, '0')

/** 2026年11月21日 */
export function dayText(at: number): string {
  const time = new Date(at + offsetMs)
  return `${time.getUTCFullYear()}年${time.getUTCMonth() + 1}月${time.getUTCDate()}日`
}

/** 2026年11月21日10时05分31秒 */
export function momentText(at: number): string {
  const time = new Date(at + offsetMs)
  const [hours, minutes, seconds] = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()]
  return `${dayText(at)}${two(hours)}时${two(minutes)}分${two(seconds)}秒`
}

/** 2026年11月21日10时05分: of what a person recorded. */
export const minuteText = (at: number): string => momentText(at).replace(/\d\d秒$/, '')

/** 1小时5分30秒 */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts = [
    [Math.floor(seconds / 3600), '小时'],
    [Math.floor((seconds % 3600) / 60), '分'],
    [seconds % 60, '秒'],
  ] as const
  return parts.map(([n, unit]) => (n === 0 ? '' : `${n}${unit}`)).join('') || '0秒'
}

/** 1,234,567 字节 */
export const bytesText = (bytes: number): string => `${bytes.toLocaleString('en-US')} 字节`

/** On two lines, so that two can be compared by eye. */
export const hashLines = (hash: string): string => `${hash.slice(0, 32)}\n${hash.slice(32)}`

export const namedText = ({ name, certificate }: Named): string =>
  `${name}（执法证号：${certificate ?? blank(10)}）`

/** A name that nobody set is written by hand. */
export const agencyText = (agency: string): string => (agency === '' ? `${blank(14)}（机关名称）` : agency)

export function positionText(position: Capture['source']['position']): string {
  if (!position) return ''
  const { lat, lon, crs, errorM } = position
  const system = crs === 'EPSG:4490' ? 'CGCS2000' : 'WGS-84'
  const [east, north] = [Math.abs(lon).toFixed(6), Math.abs(lat).toFixed(6)]
  return `${lon < 0 ? '西经' : '东经'} ${east}°，${lat < 0 ? '南纬' : '北纬'} ${north}°（${system}，误差 ${errorM} 米）`
}

/** By what law of its day the matter is judged: the provision that may be violated, and the one that punishes it; null: none is known here. */
export function provisionOf({ kind, openedAt, matter }: Pick<Material, 'kind' | 'openedAt' | 'matter'>) {
  if (matter?.matter) return { violates: matter.matter.violates, penalty: matter.matter.penalty }
  const [first] = provisionsOn(lawOf(kind).provisions, dayOf(openedAt))
  if (!first) return null
  const statute = /《[^》]+》/.exec(first.violates)?.[0] ?? ''
  return { violates: first.violates, penalty: `${statute}${first.penalty}` }
}

/** What the machine recorded, in words that find nobody guilty. */
export function recordText({ capture, kind, place, confirmedAt, closedAt }: Material): string {
  if (!capture) return ''
  const { fromAt, toAt, seenFrames, longestGapMs } = capture.dwell
  const span = `自${momentText(fromAt)}起至${momentText(toAt)}止，历时${lengthText(toAt - fromAt)}`
  const looks = `其间判读画面${seenFrames}帧，最长未见间隔${lengthText(longestGapMs)}`
  const reached = `该监测记录于${momentText(confirmedAt)}达到取证标准`
  const end = closedAt === null ? '' : `，监测于${momentText(closedAt)}结束`
  return `设备“${capture.source.name}”在${place}记录到${causeOf(kind)}的情形：${span}，${looks}。${reached}${end}。`
}

/** The picture of the sign of the source, in a sentence; empty: there is none. */
export const signText = ({ sign }: Pick<Material, 'sign'>): string =>
  sign
    ? `点位标志、标线照片摄于${sign.takenOn}（点位审核第${sign.revision}版），SHA-256：${sign.sha256}。`
    : ''

/** Of a text that people wrote, without empty lines. */
export const tidy = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
