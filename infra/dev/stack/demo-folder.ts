import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removePostgresData } from '../../start/postgres.ts'

const prefix = 'demo-'

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`)

/** A folder of this process's own below `parent`; what demos that were killed left behind goes first. */
export function demoFolder(parent: string): { make(): string; remove(): void } {
  const dir = join(parent, `${prefix}${process.pid}`)
  const erase = (path: string) => {
    removePostgresData(join(path, 'postgres'))
    rmSync(path, { recursive: true, force: true })
  }
  return {
    make() {
      mkdirSync(parent, { recursive: true })
      for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix)))
        if (!isAlive(Number(name.slice(prefix.length)))) erase(join(parent, name))
      mkdirSync(dir, { recursive: true })
      return dir
    },
    remove: () => erase(dir),
  }
}
