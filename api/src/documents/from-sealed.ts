import { manifestSchema, type Manifest } from '../../contract/dossier.ts'
import type { JudgedProfile } from '../../contract/profile.ts'
import { clueReasons, type Standing } from '../../law/standing.ts'
import type { sealedInclude } from '../dossiers/sealed-hashes.ts'
import type { Prisma } from '../generated/client.ts'
import { keyReasonOf, type KeyState } from '../worker-keys/key-state.ts'
import type { Capture, Material, Sealed } from './material.ts'

/** A sealed stage as it is stored. */
export type DossierRow = Prisma.DossierGetPayload<{ include: typeof sealedInclude }>

/** A stored dossier with its manifest, read once. */
export interface Parsed {
  readonly row: DossierRow
  readonly manifest: Manifest
}

export const parsed = (row: DossierRow): Parsed => ({
  row,
  manifest: manifestSchema.parse(JSON.parse(row.manifest)),
})

/** What was sealed, as its worker signed it. */
export const toSealed = ({ row, manifest }: Parsed): Sealed => {
  const { stage, sealedAt, exhibits } = manifest
  const { keyId, sequence, manifestSha256 } = row
  const items = exhibits.map(({ name, role, stage: of, ...item }) => ({
    name,
    role,
    stage: of,
    at: item.at,
    of: item.of,
    mime: item.mime,
    bytes: item.bytes,
    sha256: item.sha256,
    sm3: item.sm3,
  }))
  return { stage, sealedAt, keyId, sequence, manifestSha256, items }
}

/** The picture of the sign by which the finding was judged. */
export const toSign = (profile: JudgedProfile | null): Material['sign'] => {
  if (!profile?.sign) return null
  const { sha256, bytes, takenOn, revision } = profile.sign
  return { sha256, bytes, takenOn, revision }
}

/** By what it was recorded. */
export const toCapture = ({
  source,
  clock,
  zone,
  rule,
  network,
  networks,
  software,
  finding,
}: Manifest): Capture => ({
  source: {
    id: source.id,
    name: source.name,
    kind: source.kind,
    position: source.position,
    approval: source.approval,
    video: source.video,
    fingerprint: source.fingerprint,
  },
  clock,
  zone: { name: zone.name, version: zone.version },
  rule: { id: rule.id, version: rule.version },
  models: (networks ?? (network ? [network] : [])).map(({ name, sha256, threshold }) => ({
    name,
    sha256,
    threshold,
  })),
  software,
  dwell: finding.dwell,
})

/** What speaks against the pictures, as sealed and as known here. */
export function standingOf(
  alert: { readonly standing: Standing },
  dossiers: readonly Parsed[],
  states: readonly KeyState[],
) {
  const all = dossiers.flatMap(({ row, manifest }, i): string[] => [
    ...manifest.clueReasons,
    ...row.clueReasons,
    ...keyReasonOf[states[i] ?? 'waiting'],
  ])
  const reasons = clueReasons.filter((one) => all.includes(one))
  const isClue = alert.standing === 'clue' || reasons.length > 0
  return { standing: isClue ? ('clue' as const) : ('evidence' as const), clueReasons: reasons }
}
