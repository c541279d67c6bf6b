import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kindsWithOrder } from '../../law/kinds.ts'
import type { Tx } from '../database/client.ts'
import { startTestApi, type TestApi } from '../test/api.ts'
import { testServer } from '../test/database.ts'
import { changeMatter } from './change-matter.ts'
import { mattersOf } from './store.ts'

describe.skipIf(!testServer)('the matters', () => {
  let api: TestApi
  beforeEach(async () => {
    api = await startTestApi()
  })
  afterEach(() => api?.close())

  it('are one question to the database, however many there are, each as last set', async () => {
    const { db } = api.world
    const admin = await api.as('device_admin')
    const [kind] = kindsWithOrder
    const basis = async (version: number, noOrderBasis: string | null) =>
      changeMatter(
        { db, now: () => api.clock.at },
        { kind: kind!, actor: admin.id, change: { version, noOrderBasis } },
      )
    await basis(0, '某条例第十条')
    await basis(1, '某条例第十一条')
    let asked = 0
    const counting = db.$extends({
      query: {
        $allModels: {
          $allOperations({ args, query }) {
            asked += 1
            return query(args)
          },
        },
      },
    })
    const matters = await mattersOf(counting as unknown as Tx, kindsWithOrder)
    expect(asked).toBe(1)
    expect(matters.map((one) => one.kind)).toEqual(kindsWithOrder)
    expect(matters[0]).toMatchObject({ version: 2, noOrderBasis: '某条例第十一条' })
    expect(matters.slice(1).every(({ version }) => version === 0)).toBe(true)
  })
})
