import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import { manifestSchema, partOf, type Manifest } from '../../contract/dossier.ts'
import type { JudgedProfile, SignExhibit } from '../../contract/profile.ts'
import { rowAt } from '../../law/approval-history.ts'
import { accusesNobody, lawOf } from '../../law/kinds.ts'
import { profileFacts } from '../../law/profile-facts.ts'
import { judgeProfile } from '../../law/profile.ts'
import { approvalsOf } from '../approvals/store.ts'
import type { Tx } from '../database/client.ts'

/** Whether a part holds all that is there to be judged: the recording of a confirmed stage, against somebody. */
const isJudged = (manifest: Manifest): boolean =>
  manifest.stage === 'confirmed' && partOf(manifest) !== 'first' && !accusesNobody(manifest.kind)

/** The lists of its stage that are sealed, this one last. */
async function listsOf(tx: Tx, manifest: Manifest): Promise<Manifest[]> {
  if (partOf(manifest) !== 'supplement') return [manifest]
  const { findingId, stage } = manifest
  const first = await tx.dossier.findUniqueOrThrow({
    where: { findingId_stage_part: { findingId, stage, part: 'first' } },
    select: { manifest: true },
  })
  return [manifestSchema.parse(JSON.parse(first.manifest)), manifest]
}

/** The sign that stood in the source's file when the act began; one that was photographed and entered since is not it. */
async function signOf(tx: Tx, { source, finding }: Manifest): Promise<SignExhibit | null> {
  const row = rowAt(await approvalsOf(tx, source.id), finding.openedAt)
  const sign = row?.file.sign
  if (!row || !sign) return null
  return { ...sign, revision: row.revision }
}

/**
 * Judges the pictures of a confirmed finding by the profile of its kind: by what is sealed, and by the sign that was in force at
 * the capture. Null: nothing to judge yet, or nobody is accused. What it says is kept with the dossier and never worked out again.
 */
export async function judgedProfile(tx: Tx, manifest: Manifest): Promise<JudgedProfile | null> {
  if (!isJudged(manifest)) return null
  const sign = await signOf(tx, manifest)
  const facts = profileFacts(await listsOf(tx, manifest), sign)
  if (!facts) return null
  const points = judgeProfile(facts, lawOf(manifest.kind).profile)
  return {
    points: points.map(({ asked, measured, ...point }) => ({
      ...point,
      asked: [...asked],
      measured: measured && [...measured],
    })),
    sign,
  }
}

/** What the trail tells of a judgement: its hash, and that of the sign, so that neither can be another later. */
export const toldOf = (profile: JudgedProfile) => ({
  profileSha256: hashBytes(canonicalBytes(profile)).sha256,
  ...(profile.sign ? { signSha256: profile.sign.sha256, signTakenOn: profile.sign.takenOn } : {}),
})
