import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DrawnCamera } from '../../contract/machine.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { registerDrawn, switchOffDrawn } from './register-drawn.ts'

const [x, y] = [0.1, 0.9]
const polygon = [
  { x, y: x },
  { x: y, y: x },
  { x: y, y },
]
const base = 'rtsp://127.0.0.1:5000/'
const camera: DrawnCamera = {
  kind: 'fixed',
  url: `${base}pavement`,
  user: 'viewer',
  password: 'of-the-drawn',
  name: { zh: '人民路东段', en: 'Renmin Road east' },
  place: { zh: '演示（绘制画面）：人行道违停', en: 'Demonstration (drawn): Parking on the pavement' },
  zones: [
    {
      polygon,
      bays: [],
      hours: [],
      name: { zh: '人行道禁停区', en: 'Pavement, no parking' },
      rules: [{ kind: 'illegal_parking', params: {} }],
    },
  ],
}

describe.skipIf(!testServer)('drawn cameras', () => {
  let api: TestApi
  beforeEach(async () => {
    api = await startTestApi()
  })
  afterEach(() => api?.close())

  it.each([
    ['zh', camera.name.zh, camera.zones[0]?.name.zh, /绘制/],
    ['en', camera.name.en, camera.zones[0]?.name.en, /drawn/i],
  ] as const)(
    'are named in one language (%s), and say wherever they are shown that they are drawn',
    async (...row) => {
      const [language, name, zoneName, place] = row
      const { db } = api.world
      const by = { actor: (await api.as('device_admin')).id, language }
      await registerDrawn(api.world, [camera], by)
      await registerDrawn(api.world, [camera], { ...by, language: language === 'zh' ? 'en' : 'zh' })
      const [source, ...others] = await db.source.findMany()
      expect(others).toEqual([])
      expect(source).toMatchObject({ name, enabled: true, drawn: true, approvalState: 'draft' })
      expect(source?.place).toMatch(place)
      expect((await db.zoneVersion.findMany()).map((zone) => zone.name)).toEqual([zoneName])
      await switchOffDrawn(api.world, base, by)
      expect(await db.source.findFirst()).toMatchObject({ enabled: false, approvalState: 'draft' })
    },
  )

  it('are started where `npm start` runs the product, and elsewhere that is said', async () => {
    const admin = await api.as('device_admin')
    const answer = await admin.call('POST', '/api/machine/cameras?language=zh')
    expect([answer.statusCode, answer.json()]).toMatchObject([503, { code: 'machine_unavailable' }])
    expect(await api.world.db.source.count()).toBe(0)
  })
})
