import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { enModels } from '../../words/en-models.ts'
import { zhModels } from '../../words/zh-models.ts'

it('every way in which a model can fail to serve has a sentence in both languages', async () => {
  const source = await readFile(new URL('../../../../models/src/model-error.ts', import.meta.url), 'utf8')
  const table = source.slice(source.indexOf('const messages'), source.indexOf('} as const'))
  const codes = [...table.matchAll(/^ {2}(\w+): \[/gm)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(15)
  expect(Object.keys(zhModels.fault)).toEqual(expect.arrayContaining(codes))
  expect(Object.keys(enModels.fault)).toEqual(expect.arrayContaining([...codes, 'file_unreachable']))
})

it('every reason for not believing a model has a name and a sentence in both languages', async () => {
  const source = await readFile(new URL('../../../../models/src/check/doubt.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/^ {2}(\w+): \[/gm)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(4)
  for (const words of [zhModels, enModels])
    for (const list of [words.doubtName, words.doubt]) expect(Object.keys(list)).toEqual(codes)
})
