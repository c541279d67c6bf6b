import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretBox, openKeyFile } from '@sightline/infra/platform/secret-box'
import { passwordContext } from '../../contract/camera-password.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { reencryptPasswords } from './reencrypt-passwords.ts'
import { runSecrets } from './run-secrets.ts'

describe.skipIf(!testServer)('the key under which camera passwords are sealed', () => {
  let api: TestApi
  let keyFile = ''
  const password = '摄像机 p@ss'
  const sources = ['a', 'b', 'c'].map((id) => ({ id, url: `rtsp://10.0.0.1/${id}` }))
  beforeAll(async () => {
    api = await startTestApi()
    keyFile = join(api.dir, 'seal.key')
    const secretBox = await asStarted()
    const about = { name: 'n', kind: 'fixed', place: '', user: 'u', enabled: false } as const
    await api.world.db.source.createMany({
      data: sources.map(({ id, url }) => ({
        ...about,
        id,
        url,
        sealedPassword: secretBox.encrypt(password, passwordContext({ id, url })),
        createdAt: new Date(0),
      })),
    })
  })
  afterAll(() => api?.close())

  /** The seal of a program that starts now. */
  const asStarted = async () => createSecretBox(await openKeyFile(keyFile))
  const secrets = async (verb: string) => {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const env = { DATABASE_URL: api.databaseUrl, SIGHTLINE_SECRETS_DIR: api.dir }
    return { code: await runSecrets([verb], { env, say, warn: say }), told: told.join('\n') }
  }
  const readable = async () => {
    const secretBox = await asStarted()
    const rows = await api.world.db.source.findMany()
    return rows.map((row) => secretBox.decrypt(row.sealedPassword ?? '', passwordContext(row)))
  }
  const all = sources.map(() => password)

  it('is replaced: what is sealed is readable after every step, and the old key goes last', async () => {
    const [old] = await openKeyFile(keyFile)
    expect((await secrets('rotate')).code).toBe(0)
    expect(await readable()).toEqual(all)
    expect(await secrets('retire')).toMatchObject({
      code: 1,
      told: expect.stringContaining('a, b, c') as string,
    })
    expect(await reencryptPasswords({ db: api.world.db, secretBox: await asStarted() })).toBe(3)
    expect(await readable()).toEqual(all)
    expect((await secrets('retire')).code).toBe(0)
    expect(await readable()).toEqual(all)
    const keys = await openKeyFile(keyFile)
    expect([keys.length, keys.some((key) => Buffer.from(key).equals(old!))]).toEqual([1, false])
    expect(await reencryptPasswords({ db: api.world.db, secretBox: await asStarted() })).toBe(0)
  })

  it('stands half replaced where its work was cut off, and is finished by the next start', async () => {
    await secrets('rotate')
    const dying = await asStarted()
    let sealed = 0
    const killed = {
      ...dying,
      encrypt(secret: string, context: string) {
        if (sealed === 1) throw new Error('killed')
        sealed += 1
        return dying.encrypt(secret, context)
      },
    }
    await expect(reencryptPasswords({ db: api.world.db, secretBox: killed })).rejects.toThrow('killed')
    expect(await readable()).toEqual(all)
    expect((await secrets('retire')).code).toBe(1)
    expect(await reencryptPasswords({ db: api.world.db, secretBox: await asStarted() })).toBe(2)
    expect((await secrets('retire')).code).toBe(0)
    expect(await readable()).toEqual(all)
  })

  it('is not made where there is none', async () => {
    const told: string[] = []
    const say = (line: string) => void told.push(line)
    const env = { SIGHTLINE_SECRETS_DIR: join(api.dir, 'nowhere') }
    expect(await runSecrets(['rotate'], { env, say, warn: say })).toBe(2)
    expect(await runSecrets(['--help'], { env, say, warn: say })).toBe(0)
  })
})
