import { violationKinds } from '@sightline/detectors/finding'
import { expect, it } from 'vitest'
import { enDossier } from '../../words/en-dossier.ts'
import { zhDossier } from '../../words/zh-dossier.ts'
import { ownWords } from './own-words.ts'

type Key = keyof typeof zhDossier
const wordsOf = (kind: (typeof violationKinds)[number]) => {
  const keys = Object.values(ownWords(kind)).map((key) => key.replace('dossier.', '') as Key)
  return keys.flatMap((key) => [zhDossier[key], enDossier[key]])
}

it.each(violationKinds.filter((kind) => kind !== 'illegal_parking'))(
  '%s is not said to be of a vehicle',
  (kind) => {
    expect(wordsOf(kind).filter((text) => /[车牌]|vehicle|plate/i.test(text))).toEqual([])
  },
)
it('illegal parking is', () => {
  expect(wordsOf('illegal_parking').filter((text) => /车辆|vehicle/.test(text))).toHaveLength(6)
})
