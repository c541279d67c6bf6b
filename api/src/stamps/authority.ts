import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { CodedError } from '@sightline/infra/platform/error'
import type { Authority } from '@sightline/infra/platform/time-stamp/ask'

const onePem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const invalid = (path: string, cause?: unknown): CodedError =>
  new CodedError(
    'tsa_roots_invalid',
    { path },
    { cause, text: `SIGHTLINE_TSA_ROOTS: no certificates (PEM) in ${path}` },
  )

/** The certificates of a PEM file; refuses `tsa_roots_invalid` where it holds none, or is not there. */
export async function readRoots(path: string): Promise<X509Certificate[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw invalid(path, cause)
  })
  const pems = [...text.matchAll(onePem)].map(([pem]) => pem)
  if (pems.length === 0) throw invalid(path)
  try {
    return pems.map((pem) => new X509Certificate(pem))
  } catch (cause) {
    throw invalid(path, cause)
  }
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
  if (tsaRoots === undefined) {
    const text =
      'SIGHTLINE_TSA_URL also needs SIGHTLINE_TSA_ROOTS, a PEM file of certificates to know the authority by'
    throw new CodedError('tsa_roots_missing', {}, { text })
  }
  return { url: tsaUrl, roots: await readRoots(tsaRoots) }
}
