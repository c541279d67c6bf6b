import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock } from '../database/locks.ts'
import { endSilent } from './begin-export.ts'
import { removeOldExports, type ServerDeps } from './server-export.ts'
import { exportIdOf } from './work-folder.ts'
import { exportKey } from './store.ts'

type TidyDeps = Pick<ServerDeps, 'db' | 'now' | 'objects'>

/**
 * What ends by itself and what is left of it: exports whose process is gone have failed, and of those that are not at work any
 * more no folder, file or stored object stays behind; what is kept too long goes.
 */
export async function tidyExports(deps: TidyDeps, folder = tmpdir()): Promise<void> {
  const { db, now, objects } = deps
  const gone = await db.$transaction(async (tx) => {
    await takeLock(tx, 'datasets')
    return endSilent(tx, now())
  })
  for (const id of gone) await objects.discard(exportKey(id), null)
  await removeLeftFolders(deps, folder)
  await removeOldExports(deps)
}

/** Of exports that are known here and not at work: a killed process could not take its folder away. Others' are left alone. */
export async function removeLeftFolders({ db }: Pick<TidyDeps, 'db'>, folder: string): Promise<void> {
  const left = (await readdir(folder)).flatMap((name) => {
    const id = exportIdOf(name)
    return id === null ? [] : [{ name, id }]
  })
  const rows = await db.datasetExport.findMany({
    where: { id: { in: left.map(({ id }) => id) }, state: { not: 'running' } },
    select: { id: true },
  })
  const ended = new Set(rows.map(({ id }) => id))
  for (const { name, id } of left)
    if (ended.has(id)) await rm(join(folder, name), { recursive: true, force: true })
}
