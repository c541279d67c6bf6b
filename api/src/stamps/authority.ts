import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { CodedError } from '@sightline/infra/platform/error'
import type { Authority } from '@sightline/infra/platform/time-stamp/ask'

const onePem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates of a PEM file; refuses `tsa_roots_invalid` where it holds none. */
export async function readRoots(path: string): Promise<X509Certificate[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CodedError('tsa_roots_invalid', { path, fix: 'SIGHTLINE_TSA_ROOTS' }, { cause })
  })
  try {
    const roots = [...text.matchAll(onePem)].map(([pem]) => new X509Certificate(pem))
    if (roots.length > 0) return roots
  } catch (cause) {
    throw new CodedError('tsa_roots_invalid', { path, fix: 'SIGHTLINE_TSA_ROOTS' }, { cause })
  }
  throw new CodedError('tsa_roots_invalid', { path, fix: 'SIGHTLINE_TSA_ROOTS' })
}

/** The time-stamp authority of the settings; null: none. Whom nobody vouches for is asked for nothing: `tsa_roots_missing`. */
export async function openAuthority({
  tsaUrl,
  tsaRoots,
}: {
  readonly tsaUrl?: string | undefined
  readonly tsaRoots?: string | undefined
}): Promise<Authority | null> {
  if (tsaUrl === undefined) return null
  if (tsaRoots === undefined) throw new CodedError('tsa_roots_missing', { fix: 'SIGHTLINE_TSA_ROOTS' })
  return { url: tsaUrl, roots: await readRoots(tsaRoots) }
}
