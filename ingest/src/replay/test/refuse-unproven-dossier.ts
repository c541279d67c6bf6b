import type { Manifest, Trace } from '@sightline/api/contract/dossier'
import { CodedError } from '@sightline/infra/platform/error'
import { proveDossier } from '../prove-dossier.ts'

/** Throws what speaks against a dossier's claim; every one that a test makes goes through this. */
export function refuseUnprovenDossier(dossier: {
  readonly manifest: Omit<Manifest, 'chain'>
  readonly trace: Trace
}): void {
  const failures = proveDossier(dossier.manifest, dossier.trace) ?? []
  if (failures.length === 0) return
  const { findingId, stage } = dossier.manifest
  throw new CodedError('finding_unproven', { findingId, stage, failures })
}
