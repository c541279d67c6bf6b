import { chainStates } from '@sightline/api/contract/alerts'
import { auditActions } from '@sightline/api/contract/audit'
import { exhibitRoles, plateColours, plateReasons, plateVerdicts } from '@sightline/api/contract/dossier'
import { errorCodes } from '@sightline/api/contract/errors'
import { roles } from '@sightline/api/contract/people'
import { connectionStates, faultCodes } from '@sightline/api/contract/sources'
import { objectClasses } from '@sightline/detectors/detection'
import { markProblemCodes } from '@sightline/detectors/envelope/mark-problems'
import { silences } from '@sightline/detectors/envelope/silence'
import { dropReasons, healthFaults, pictureFaults } from '@sightline/detectors/finding'
import { describe, expect, it } from 'vitest'
import { screenCodes } from '../api/failure.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'
import { caseStatuses } from '@sightline/api/law/case-moves'
import { alertStatuses, correctionReasons, endReasons } from '@sightline/api/law/statuses'
import { clueReasons } from '@sightline/api/law/standing'
import { approvalStates } from '@sightline/api/law/approval'

/** Every word with its path. */
function flat(words: object, path = ''): Map<string, string> {
  const entries = Object.entries(words) as [string, string | object][]
  return new Map(
    entries.flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}
const chinese = flat(zh)
const english = flat(en)
const places = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, n]) => n!)

describe('words', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })
  it('are never empty', () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })
  it('fill the same places in both languages', () => {
    const differ = [...chinese].filter(
      ([key, text]) => places(text).sort().join() !== places(english.get(key)).sort().join(),
    )
    expect(differ).toEqual([])
  })
  it('are Chinese in the Chinese file and hold no Chinese in the English one', () => {
    expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
    const foreign = [...chinese].filter(([, text]) => !/\p{Script=Han}|Sightline|^[%{}\d\W]/u.test(text))
    expect(foreign).toEqual([])
  })
})

describe('closed lists', () => {
  it.each([
    ['objectClass', objectClasses],
    ['failure', [...errorCodes, ...screenCodes]],
    ['alertStatus', alertStatuses],
    ['dismissReason', endReasons],
    ['caseStatus', caseStatuses],
    ['correctionReason', correctionReasons],
    ['dropReason', dropReasons],
    ['markProblem', markProblemCodes],
    ['silence', silences],
    ['silenceHelp', silences],
    ['fault', faultCodes],
    ['faultHelp', faultCodes],
    ['cameraFault', healthFaults],
    ['health', pictureFaults],
    ['healthHelp', pictureFaults],
    ['approval', approvalStates],
    ['connection', [...connectionStates, 'unknown']],
    ['chain', chainStates],
    ['clueReason', clueReasons],
    ['exhibitRole', exhibitRoles],
    ['plateVerdict', plateVerdicts],
    ['plateReason', plateReasons],
    ['plateColour', plateColours],
    ['role', roles],
    ['audit', auditActions],
  ] as const)('%s has words for every code and none besides', (list, codes) => {
    expect(Object.keys(zh.code[list]).sort()).toEqual([...codes].sort())
    expect(Object.keys(en.code[list]).sort()).toEqual([...codes].sort())
  })
})
