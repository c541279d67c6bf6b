import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseBefore, type DatabaseBefore } from '../test/database-before.ts'
import { testServer } from '../test/database.ts'

interface Changed {
  readonly source: string
  readonly state: string
  readonly revision: number
  readonly at: string
  readonly action?: string
  readonly basis?: string
}

describe.skipIf(!testServer)('approvals of before there was a record of them', () => {
  let older: DatabaseBefore
  let db: pg.Client
  beforeAll(async () => {
    older = await databaseBefore('20261130101000')
    db = older.db
  })
  afterAll(() => older?.drop())

  const addSource = (id: string, [state, revision]: readonly [string, number], basis = '') =>
    db.query(
      `INSERT INTO source (id, name, kind, place, url, "user", enabled, approval_state, approval_revision, approval_basis, created_at)
       VALUES ($1, $1, 'fixed', '', $2, '', true, $3, $4, $5, '2026-11-01T00:00:00Z')`,
      [id, `rtsp://10.0.0.1/${id}`, state, revision, basis],
    )
  let sequence = 0
  const addEntry = ({ source, state, revision, at, action = 'source.changed', basis = '' }: Changed) =>
    db.query(
      `INSERT INTO audit_entry (sequence, at, actor, action, subject, facts, previous, hash)
       VALUES ($1, $2, 'ann', $3, $4, $5, null, '')`,
      [(sequence += 1), at, action, `source/${source}`, { to: { approval: { state, revision, basis } } }],
    )

  it('are taken over from the trail with their own times, and from the upgrade on where it says nothing', async () => {
    await addSource('used', ['in_use', 4], '审核1号')
    await addSource('again', ['suspended', 5])
    await addSource('silent', ['in_use', 4])
    const drawn = '演示：画面由程序绘制，未经任何人审核，不能作为真实证据'
    await addSource('drawn', ['in_use', 4], drawn)
    const day = (n: number) => `2026-11-0${n}T00:00:00.000Z`
    await addEntry({ source: 'used', state: 'draft', revision: 0, at: day(1), action: 'source.created' })
    await addEntry({ source: 'used', state: 'in_use', revision: 4, at: day(5), basis: '审核1号' })
    await addEntry({ source: 'used', state: 'in_use', revision: 4, at: day(6), basis: '审核1号' })
    await addEntry({ source: 'again', state: 'in_use', revision: 4, at: day(5) })
    await addEntry({ source: 'again', state: 'suspended', revision: 5, at: day(7) })
    await addEntry({ source: 'drawn', state: 'in_use', revision: 4, at: day(5), basis: drawn })
    const before = Date.now()
    await older.upgrade('20261130101002')

    const { rows } = await db.query<{ at: Date; told: string; basis: string }>(
      `SELECT concat_ws(' ', source_id, revision, state, action, actor) AS told, at, file->>'basis' AS basis
       FROM source_approval ORDER BY source_id, revision`,
    )
    const told = rows.map((row) => [
      row.told,
      row.at.getTime() < before - 60_000 ? row.at.toISOString() : 'now',
    ])
    expect(told).toEqual([
      ['again 4 in_use taken_over ann', day(5)],
      ['again 5 suspended taken_over ann', day(7)],
      ['drawn 4 in_use taken_over ann', day(5)],
      ['drawn 5 draft redraft system', 'now'],
      ['silent 4 in_use taken_over system', 'now'],
      ['used 0 draft register ann', day(1)],
      ['used 4 in_use taken_over ann', day(5)],
    ])
    expect(rows.at(-1)?.basis).toBe('审核1号')
    const { rows: sources } = await db.query(
      `SELECT id FROM source WHERE drawn AND approval_state = 'draft' AND approval_revision = 5`,
    )
    expect(sources).toEqual([{ id: 'drawn' }])
  })
})
