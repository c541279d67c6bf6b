import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepUp } from '../../keeping/keep-up.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { testServer } from '../../test/database.ts'
import { fileOneCase } from '../../test/filed-case.ts'
import { testSign } from '../../test/put-in-use.ts'
import { runCheck } from './run-check.ts'

describe.skipIf(!testServer)('sightline check of what was made of a matter', () => {
  let api: TestApi
  let path: string
  let key: string
  beforeAll(async () => {
    api = await startTestApi()
    // The day after the dossiers of the fixture were sealed: nothing is filed two years later.
    api.clock.at = 1_700_100_000_000
    const { caseId } = await fileOneCase(api)
    const head = await api.as('head')
    const answer = await head.call('POST', `/api/cases/${caseId}/decision`, {
      version: 1,
      action: 'file',
      authorityBasis: '区政府文件〔2026〕1号',
    })
    expect(answer.statusCode).toBe(200)
    key = (await api.world.db.caseMove.findFirstOrThrow()).packageKey ?? ''
    path = join(api.dir, 'objects', key)
    await keepUp(api.world)
  })
  afterAll(() => api?.close())

  async function check(depth: string) {
    const told: string[] = []
    const env = { DATABASE_URL: api.databaseUrl, SIGHTLINE_OBJECTS_DIR: join(api.dir, 'objects') }
    const code = await runCheck(['--depth', depth], { env, say: (line) => told.push(line), warn: () => {} })
    return { code, told: told.join('\n') }
  }

  it('is content with a package that was frozen when its case was filed', async () => {
    expect(await check('hash')).toMatchObject({ code: 0 })
  })

  it('names the package whose bytes are others, and the one that is gone', async () => {
    const bytes = Buffer.from(await api.world.objects.readAll(key, null))
    await rm(path, { force: true })
    await writeFile(path, Buffer.alloc(bytes.length, 7))
    expect((await check('hash')).told).toContain(`altered ${key}`)
    await rm(path, { force: true })
    const { code, told } = await check('presence')
    expect(code).toBe(1)
    expect(told).toContain(`missing ${key}`)
    await writeFile(path, bytes)
    await chmod(path, 0o400)
    expect(await check('hash')).toMatchObject({ code: 0 })
  })

  it('names the picture of the sign by which a finding was judged, changed or gone', async () => {
    const { sourceId } = await api.world.db.finding.findFirstOrThrow()
    const signKey = `approvals/${sourceId}/${testSign.sha256}.jpg`
    const place = join(api.dir, 'objects', signKey)
    await rm(place, { force: true })
    expect((await check('presence')).told).toContain(`missing ${signKey}`)
    await writeFile(place, Buffer.alloc(testSign.bytes.length, 7))
    expect((await check('hash')).told).toContain(`altered ${signKey}`)
    await rm(place, { force: true })
    await writeFile(place, testSign.bytes)
    expect(await check('hash')).toMatchObject({ code: 0 })
  })
})
