import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import type { Objects } from '@sightline/infra/platform/objects'
import { profileOf } from '../alerts/profile-of.ts'
import { readSignExhibit, signMember } from '../approvals/sign.ts'
import type { Database } from '../database/client.ts'

interface ProfileMember {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * By what the pictures of a finding were judged when they arrived, and the picture of the sign that was in force then (P4), byte
 * for byte: one that is gone or changed is refused (`ev_hash`). Nothing of findings from before there were profiles.
 */
export async function profileMembers(
  { db, objects }: { readonly db: Database; readonly objects: Pick<Objects, 'readAll'> },
  { findingId, sourceId }: { readonly findingId: string; readonly sourceId: string },
): Promise<ProfileMember[]> {
  const profile = await profileOf(db, findingId)
  if (!profile) return []
  const judged = { name: 'profile.json', bytes: canonicalBytes(profile) }
  if (!profile.sign) return [judged]
  return [judged, { name: signMember, bytes: await readSignExhibit(objects, sourceId, profile.sign) }]
}
