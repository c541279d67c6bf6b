import type { ChainState } from '@sightline/api/contract/alerts'
import type { AuditAction } from '@sightline/api/contract/audit'
import type { exhibitRoles, plateColours, plateReasons, plateVerdicts } from '@sightline/api/contract/dossier'
import type { Role } from '@sightline/api/contract/people'
import type { connectionStates, faultCodes, sourceKinds, SourceState } from '@sightline/api/contract/sources'
import type { MarkProblem } from '@sightline/detectors/envelope/mark-problems'
import type { Silence } from '@sightline/detectors/envelope/silence'
import type { SizedKind } from '@sightline/detectors/envelope/sized-kinds'
import type { ObjectClass } from '@sightline/detectors/detection'
import type {
  CloseReason,
  DropReason,
  FindingFlag,
  FindingStage,
  HealthFault,
  PictureFault,
} from '@sightline/detectors/finding'
import type { PolygonProblem } from '@sightline/detectors/geometry/polygon-problems'
import type { FailureCode } from '../api/failure.ts'
import type { CaseStatus } from '@sightline/api/law/case-moves'
import type { AlertStatus, CorrectionReason, EndReason } from '@sightline/api/law/statuses'
import type { clueReasons } from '@sightline/api/law/standing'
import type { approvalStates } from '@sightline/api/law/approval'

type Fault = (typeof faultCodes)[number]

/** Why a frame was decoded and not looked at. */
export const frameDrops = [
  'newer_frame',
  'closing',
  'view_moved',
  'view_unsure',
  'inference_failed',
  'unchanged',
  'turned',
] as const
export type FrameDrop = (typeof frameDrops)[number]

/** Words for every closed list of the contract: a new code does not compile until both languages have it. */
export interface CodeWords {
  readonly objectClass: Record<ObjectClass, string>
  readonly markProblem: Record<MarkProblem['code'], string>
  readonly sizedKind: Record<SizedKind, string>
  /** Why a rule says nothing on a view. */
  readonly silence: Record<Silence, string>
  readonly silenceHelp: Record<Silence, string>
  readonly failure: Record<FailureCode, string>
  readonly alertStatus: Record<AlertStatus, string>
  readonly caseStatus: Record<CaseStatus, string>
  readonly stage: Record<FindingStage, string>
  readonly closeReason: Record<CloseReason, string>
  readonly flag: Record<FindingFlag, string>
  readonly standing: Record<'evidence' | 'clue', string>
  readonly chain: Record<ChainState, string>
  readonly clueReason: Record<(typeof clueReasons)[number], string>
  readonly dismissReason: Record<EndReason, string>
  readonly correctionReason: Record<CorrectionReason, string>
  readonly plateVerdict: Record<(typeof plateVerdicts)[number], string>
  readonly plateReason: Record<(typeof plateReasons)[number], string>
  readonly plateColour: Record<(typeof plateColours)[number], string>
  readonly exhibitRole: Record<(typeof exhibitRoles)[number], string>
  readonly clockSource: Record<NonNullable<SourceState['clockSource']>, string>
  readonly sourceKind: Record<(typeof sourceKinds)[number], string>
  readonly approval: Record<(typeof approvalStates)[number], string>
  /** `unknown`: the last report is too old to be repeated as if it were true now. */
  readonly connection: Record<(typeof connectionStates)[number] | 'unknown', string>
  readonly fault: Record<Fault, string>
  readonly faultHelp: Record<Fault, string>
  /** What a finding about the camera itself says. */
  readonly cameraFault: Record<HealthFault, string>
  readonly health: Record<PictureFault, string>
  readonly healthHelp: Record<PictureFault, string>
  readonly cadence: Record<SourceState['cadence'], string>
  readonly frameDrop: Record<FrameDrop, string>
  readonly dropReason: Record<DropReason, string>
  readonly zoneProblem: Record<PolygonProblem['code'], string>
  readonly role: Record<Role, string>
  readonly audit: Record<AuditAction, string>
}
