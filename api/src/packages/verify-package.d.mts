export interface PackageProblem {
  readonly member: string
  readonly problem: string
}
export interface PackageReport {
  /** `signer_unknown`: nothing contradicts, and no trusted key was given: whoever made all of it anew would pass. */
  readonly status: 'intact' | 'signer_unknown' | 'altered' | 'unreadable'
  /** In the order found: the first names the first changed file. */
  readonly problems: readonly PackageProblem[]
  readonly caseNumber: string | null
  readonly madeAt: number | null
  readonly madeBy: string | null
  readonly keyId: string | null
  readonly isKeyTrusted: boolean
  readonly plate: string | null
  readonly members: number
  readonly stages: readonly {
    readonly stage: string
    readonly part: string
    readonly sealedAt: number
    readonly standing: string
    readonly exhibits: number
    readonly keyId: string
  }[]
  /** As the package says; that the authority signed it openssl checks. */
  readonly stamps: readonly {
    readonly stage: string
    readonly part: string
    readonly at: number | null
    readonly authority: string | null
    readonly root: string
  }[]
}
type Members = ReadonlyMap<string, Buffer>

export class Unreadable extends Error {}
export function readZip(file: Uint8Array): { members: Map<string, Buffer>; problems: PackageProblem[] }
export function canonical(value: unknown): string
export function verifyMembers(
  members: Members,
  options?: { trustedKeyPem?: string | null; problems?: readonly PackageProblem[] },
): PackageReport
export function verifyPackage(file: Uint8Array, options?: { trustedKeyPem?: string | null }): PackageReport
export function formatSheet(report: PackageReport): string
export const exitCodeOf: Readonly<Record<PackageReport['status'], number>>
export function runVerify(args: readonly string[], say: (text: string) => void): number
