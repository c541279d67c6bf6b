import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const help = execFileSync(process.execPath, [join(import.meta.dirname, 'sightline.mjs'), '--help'], {
  encoding: 'utf8',
})
const verbs = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb)

it.each(['README.md', 'README.zh-CN.md'])('%s names every command of the product', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  expect(verbs.length).toBeGreaterThan(10)
  expect(verbs.filter((verb) => !text.includes(`\`${verb}\``))).toEqual([])
})
