import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { fileOneCase } from '../test/filed-case.ts'
import { readZip, verifyMembers, verifyPackage } from './verify-package.mjs'

describe.skipIf(!testServer)('a package of stages that were sealed in parts', () => {
  let api: TestApi
  let members: Map<string, Buffer>
  let file: Buffer
  beforeAll(async () => {
    api = await startTestApi()
    file = (await fileOneCase(api, { parts: true })).zip
    members = readZip(file).members
  })
  afterAll(() => api?.close())

  it('holds all parts, and all of them are checked', () => {
    const { problems, stages } = verifyPackage(file)
    expect(problems).toEqual([])
    expect(stages.map(({ stage, part }) => `${stage} ${part}`)).toEqual([
      'opened first',
      'confirmed first',
      'confirmed supplement',
      'closed first',
      'closed supplement',
    ])
  })

  const without = (folder: string) =>
    new Map([...members].filter(([name]) => !name.startsWith(`dossiers/${folder}/`)))
  const problemsOf = (changed: Map<string, Buffer>) =>
    verifyMembers(changed).problems.map(({ member, problem }) => `${member}: ${problem}`)

  it('misses a supplement that was taken away', () => {
    expect(problemsOf(without('closed-supplement'))).toContain(
      'dossiers/closed-supplement/manifest.json: it is missing',
    )
  })

  it('notices a supplement of another stage in its place', () => {
    const swapped = without('closed-supplement')
    for (const [name, bytes] of members)
      if (name.startsWith('dossiers/confirmed-supplement/'))
        swapped.set(name.replace('confirmed-supplement/', 'closed-supplement/'), bytes)
    expect(problemsOf(swapped)).toEqual(
      expect.arrayContaining([
        'dossiers/closed-supplement/manifest.json: it is of another stage',
        'dossiers/closed-supplement/manifest.json: it does not follow the first part',
      ]),
    )
  })
})
