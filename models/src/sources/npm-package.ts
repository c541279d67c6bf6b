import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { z } from 'zod'

const versionSchema = z.object({ dist: z.object({ tarball: z.url() }) })

export interface PackageVersion {
  readonly package: string
  readonly version: string
}

/** Asks the registry where the tarball of a package version lies. */
export async function tarballUrl(
  registry: string,
  wanted: PackageVersion,
  signal: AbortSignal,
): Promise<string> {
  const base = registry.replace(/\/+$/, '')
  const address = `${base}/${wanted.package.replace('/', '%2f')}/${wanted.version}`
  const response = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return versionSchema.parse(await response.json()).dist.tarball
}

/** Takes one file out of a tarball (npm puts everything under `package/`). */
export async function extractFile(tarball: string, path: string, part: string): Promise<void> {
  const unpacked = extract()
  const reading = pipeline(createReadStream(tarball), createGunzip(), unpacked)
  let found = false
  const picking = (async () => {
    for await (const entry of unpacked) {
      if (entry.header.name === `package/${path}`) {
        await pipeline(entry, createWriteStream(part, { flush: true }))
        found = true
      } else entry.resume()
    }
  })()
  await Promise.all([reading, picking])
  if (!found) throw new Error(`the tarball holds no ${path}`)
}
